// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/file_scenes.h"

#include "ui/editor/credential_editor.h"
#include "ui/editor/file_filling.h"

#include <QMenu>

namespace symbolon::ui {
namespace {

const QString workflow = QStringLiteral("on: {push: {branches: [main], tags: ['v*']}, pull_request: }\n"
                                        "jobs:\n"
                                        "  test: {}\n"
                                        "  deploy: {environment: production, permissions: {id-token: write}}\n"
                                        "  preview: {environment: '${{ inputs.where }}'}\n");
const QString oneJob = QStringLiteral("on: push\n"
                                      "jobs:\n"
                                      "  deploy:\n"
                                      "    environment: production\n"
                                      "    steps:\n"
                                      "      - uses: azure/login@v2\n"
                                      "        with: {client-id: 4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1,\n"
                                      "               audience: 'api://AzureADTokenExchange/production'}\n");

void startNew(MainWindow &window, const workspace::Workspace &workspace)
{
    window.go(MainWindow::Place::Identities);
    window.editor()->discard();
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.key.kind == trust::IdentityKind::Application && row.identity.credentials.size() == 1)
            return window.addCredential(row.key());
    }
}

QMenu *menuOf(const MainWindow &window)
{
    return window.editor()->findChild<QMenu *>(QStringLiteral("fileHints"));
}

} // namespace

QList<GalleryScene> fileScenes(MainWindow &window, workspace::Workspace &workspace)
{
    GalleryScene choice;
    choice.name = QStringLiteral("editor-file-choice");
    choice.begin = [&window, &workspace] {
        startNew(window, workspace);
        window.editor()->filling()->fillFromText(workflow, QStringLiteral("deploy.yml"));
    };
    choice.isReady = [&window] { return menuOf(window) && menuOf(window)->isVisible(); };
    choice.end = [&window] {
        if (QMenu *menu = menuOf(window))
            menu->close();
    };
    GalleryScene filled;
    filled.name = QStringLiteral("editor-file-filled");
    filled.begin = [&window, &workspace] {
        startNew(window, workspace);
        window.editor()->filling()->fillFromText(oneJob, QStringLiteral("deploy.yml"));
    };
    filled.isReady = [&window] { return window.editor()->filling()->note()->isVisible(); };
    return {choice, filled};
}

} // namespace symbolon::ui
