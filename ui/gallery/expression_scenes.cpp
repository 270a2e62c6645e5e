// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/expression_scenes.h"

#include "ui/editor/credential_editor.h"
#include "ui/editor/expression_edit.h"
#include "ui/editor/form_field.h"
#include "ui/editor/platform_gallery.h"
#include "ui/editor/token_trial.h"

#include <QLineEdit>

namespace symbolon::ui {
namespace {

// Leads the editor from scene to scene.
class Scenes final
{
public:
    Scenes(MainWindow &window, workspace::Workspace &workspace)
        : m_window(window)
        , m_workspace(workspace)
    {
    }

    // A form of the kind, for an identity of the kind, with the expression typed and paused at.
    void type(const QString &expression, trust::IdentityKind kind = trust::IdentityKind::Application) const
    {
        m_window.go(MainWindow::Place::Identities);
        m_window.editor()->discard();
        const workspace::IdentityRow *emptiest = nullptr; // of those that trust somebody
        for (const workspace::IdentityRow &row : m_workspace.identities().rows()) {
            const qsizetype held = row.identity.credentials.size();
            if (row.identity.key.kind == kind && held > 0
                && (!emptiest || held < emptiest->identity.credentials.size()))
                emptiest = &row;
        }
        if (emptiest)
            m_window.addCredential(emptiest->key());
        Q_EMIT m_window.editor()->findChild<PlatformGallery *>()->chosen(QStringLiteral("Other OIDC"));
        fill(QStringLiteral("scenario:"), QStringLiteral("Claims expression"));
        fill(QStringLiteral("issuer"), QStringLiteral("https://token.actions.githubusercontent.com"));
        fill(QStringLiteral("expression"), expression);
        fill(QStringLiteral("name"), QStringLiteral("storefront-branches"));
        if (FormField *expressionField = field(QStringLiteral("expression")))
            expressionField->settle();
    }

    [[nodiscard]] ExpressionEdit *edit() const
    {
        FormField *shown = field(QStringLiteral("expression"));
        return shown ? qobject_cast<ExpressionEdit *>(shown->input()) : nullptr;
    }

    void offer() const
    {
        if (ExpressionEdit *shown = edit()) {
            shown->setFocus();
            shown->offer();
        }
    }

    void tryToken(const QString &text) const { m_window.editor()->findChild<TokenTrial *>()->line()->setText(text); }

private:
    // The one on show: older ones of a form that was rebuilt may still wait for their end.
    [[nodiscard]] FormField *field(const QString &key) const
    {
        FormField *latest = nullptr;
        const QList<FormField *> fields = m_window.editor()->findChildren<FormField *>();
        for (FormField *one : fields)
            latest = one->key() == key ? one : latest;
        return latest;
    }
    void fill(const QString &key, const QString &value) const
    {
        if (FormField *shown = field(key))
            Q_EMIT shown->edited(value);
    }

    MainWindow &m_window;
    workspace::Workspace &m_workspace;
};

} // namespace

QList<GalleryScene> expressionScenes(MainWindow &window, workspace::Workspace &workspace)
{
    const Scenes scenes(window, workspace);
    QList<GalleryScene> all;
    all.append({QStringLiteral("expression"),
                [scenes] {
                    scenes.type(QStringLiteral("claims['sub'] matches 'repo:contoso/storefront:ref:refs/heads/*' and "
                                               "claims['repository_id'] eq '821093847'"));
                    scenes.tryToken(QStringLiteral("repo:contoso/storefront:ref:refs/heads/feature/search"));
                },
                {},
                [scenes] { scenes.tryToken(QString()); },
                {}});
    all.append({QStringLiteral("expression-strangers"),
                [scenes] {
                    scenes.type(QStringLiteral("claims['sub'] matches 'repo:contoso*:ref:refs/heads/main' and "
                                               "claims['job_workflow_ref'] matches '*'"));
                },
                {},
                {},
                {}});
    all.append({QStringLiteral("expression-error"),
                [scenes] {
                    scenes.type(QStringLiteral("claims['sub'] matches 'repo:contoso/storefront:*' or "
                                               "claims['sub'] eq 'repo:contoso/cart:pull_request'"));
                },
                {},
                {},
                {}});
    all.append({QStringLiteral("expression-managed-identity"),
                [scenes] { scenes.type(QString(), trust::IdentityKind::ManagedIdentity); },
                {},
                {},
                {}});
    all.append(
        {QStringLiteral("expression-completing"),
         [scenes] { scenes.type(QStringLiteral("claims['sub'] matches 'repo:contoso/storefront:*' and claims['")); },
         {},
         [scenes] {
             if (ExpressionEdit *edit = scenes.edit())
                 edit->clearFocus();
         },
         // Opened anew for every picture: a window of another size has another place for it.
         [scenes]() -> QWidget * {
             scenes.offer();
             return nullptr;
         }});
    return all;
}

} // namespace symbolon::ui
