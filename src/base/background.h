// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace symbolon {

// Lets the calling thread step back behind the window's where both want a processor: on two of them, decoding for two
// others would else hold up what people see. Costs nothing where there is room for all. Where the system has no such thing
// per thread it does nothing.
void workInBackground();

} // namespace symbolon
