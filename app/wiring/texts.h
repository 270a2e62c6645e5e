// SPDX-License-Identifier: Apache-2.0
#pragma once

class QCoreApplication;

namespace symbolon::app {

// Gives the application the catalogue of English plural forms, for as long as it lives.
void installTexts(QCoreApplication &application);

} // namespace symbolon::app
