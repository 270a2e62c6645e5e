// SPDX-License-Identifier: Apache-2.0
#include "gallery_run.h"

#include "demo/server.h"
#include "ui/gallery/window_scenes.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

namespace symbolon::app {

void runGallery(ui::MainWindow &window, ui::Context &context, demo::Server &server, const ui::GalleryOptions &options)
{
    ui::GalleryHooks hooks;
    hooks.silenceDirectory = [&server] { server.setFault("graph", demo::FaultKind::Silent); };
    hooks.silenceAzure = [&server] { server.setFault("arm", demo::FaultKind::Silent); };
    hooks.garbleDirectory = [&server] { server.setFault("graph", demo::FaultKind::Garbage); };
    hooks.garbleAzure = [&server] { server.setFault("arm", demo::FaultKind::Garbage); };
    hooks.garbleLogin = [&server] { server.setFault("login", demo::FaultKind::Garbage); };
    hooks.clearFaults = [&server] { server.clearFaults(); };
    hooks.emptyTenant = [&server] {
        server.service().edit([](demo::Tenant &tenant) {
            tenant.applications.clear();
            tenant.managedIdentities.clear();
        });
    };
    auto *gallery = new ui::Gallery(window, context.appearance, ui::windowScenes(window, context.workspace, hooks),
                                    options, &window);
    QObject::connect(gallery, &ui::Gallery::drawn, gallery,
                     [](const QString &file) { QTextStream(stdout) << file << Qt::endl; });
    QObject::connect(gallery, &ui::Gallery::finished, gallery, [](const QStringList &problems) {
        for (const QString &problem : problems)
            QTextStream(stderr) << problem << Qt::endl;
        QCoreApplication::exit(problems.isEmpty() ? 0 : 4);
    });
    // Not before the event loop, which its end would find missing.
    QTimer::singleShot(0, gallery, &ui::Gallery::start);
}

} // namespace symbolon::app
