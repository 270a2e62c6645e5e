// SPDX-License-Identifier: Apache-2.0
#include "wiring/texts.h"

#include <QCoreApplication>
#include <QTranslator>

// Q_INIT_RESOURCE needs a function outside any namespace. A static library's resources register only when asked.
static void registerTextResources()
{
    Q_INIT_RESOURCE(texts);
}

namespace symbolon::app {

void installTexts(QCoreApplication &application)
{
    registerTextResources();
    auto *english = new QTranslator(&application);
    if (english->load(QStringLiteral(":/symbolon/texts/symbolon_en.qm")))
        QCoreApplication::installTranslator(english);
}

} // namespace symbolon::app
