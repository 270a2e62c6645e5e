// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace symbolon {

// Lets the calling thread step back behind the window's where both want a processor: on two of them, decoding for two
// others would else hold up what people see. Costs nothing where there is room for all. Where the system has no such thing
// per thread it does nothing.
void workInBackground();

// Gives free memory back to the system. What a big reading has left behind would else stay with the program, because the
// allocator keeps it for later (glibc; elsewhere this does nothing). Takes tens of milliseconds: not in the window's thread.
void returnFreeMemory();

} // namespace symbolon
