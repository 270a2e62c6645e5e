// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/change_scenes.h"

#include "ui/editor/credential_editor.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/changes/dry_run_pane.h"
#include "ui/pages/changes/gap_dialog.h"
#include "ui/pages/changes/operation_details.h"
#include "ui/pages/plan/plan_dialog.h"

#include <QPushButton>

#include <algorithm>
#include <functional>

namespace symbolon::ui {
namespace {

using Place = MainWindow::Place;

constexpr int stagedOnes = 5;

PlanDialog *planDialog(const MainWindow &window)
{
    return window.findChild<PlanDialog *>();
}

// A plan's dialog; `begin` opens it.
GalleryScene planScene(MainWindow &window, const QString &name, std::function<void()> begin)
{
    return {name, std::move(begin),
            [&window] {
                const PlanDialog *dialog = planDialog(window);
                return dialog && dialog->plan() && !dialog->isBusy();
            },
            [&window] { planDialog(window)->close(); }, [&window] { return planDialog(window); }};
}

// Changes of five identities' credentials, the third of which goes.
void stageSome(MainWindow &window, const workspace::Workspace &workspace)
{
    int number = 0;
    for (const workspace::CredentialRow &row : workspace.credentials().rows()) {
        const auto &held = window.staged().set().operations;
        const bool known =
            std::any_of(held.cbegin(), held.cend(), [&row](const auto &one) { return one.identity == row.identity(); });
        if (row.credential->isFlexible() || known || number == stagedOnes)
            continue;
        trust::Operation operation;
        operation.identity = row.identity();
        operation.identityName = row.identityName();
        operation.before = *row.credential;
        if (++number != 3) {
            operation.after = *row.credential;
            operation.after->subject = row.credential->subject.value_or(QString()) + QStringLiteral("-next");
        }
        window.staged().stage(operation);
    }
    window.staged().setTicket(QStringLiteral("CHG0048213"));
}

const workspace::IdentityRow *withSecrets(const workspace::Workspace &workspace)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (!row.identity.secrets.isEmpty())
            return &row;
    }
    return nullptr;
}

// A new identity with what it is granted, and a secret that goes.
QList<trust::Operation> belongings(const workspace::Workspace &workspace)
{
    trust::Operation identity;
    identity.identity = {trust::IdentityKind::Application, identity.id.toString(QUuid::WithoutBraces)};
    identity.identityName = QStringLiteral("payments-api");
    identity.belonging = trust::NewIdentity{identity.identityName, {}, {}};
    trust::Operation role = identity;
    role.id = QUuid::createUuid();
    role.belonging = trust::AzureRoleGrant{
        QStringLiteral("1b4e28ba-2fa1-11d2-883f-0016d3cca427"), QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
        QStringLiteral("Reader"),
        QStringLiteral("/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2/resourceGroups/rg-payments-prod"),
        QStringLiteral("rg-payments-prod")};
    QList<trust::Operation> all{identity, role};
    if (const workspace::IdentityRow *row = withSecrets(workspace)) {
        trust::Operation secret;
        secret.identity = row->key();
        secret.identityName = row->identity.displayName;
        secret.belonging = row->identity.secrets.constFirst();
        secret.removes = true;
        all << secret;
    }
    return all;
}

GapDialog *gapDialog(const MainWindow &window)
{
    return window.findChild<GapDialog *>();
}

// Three credentials under another name: each is removed before it is there again.
QList<trust::Operation> renamesIn(const workspace::Workspace &workspace)
{
    constexpr qsizetype renames = 3;
    QList<trust::Operation> all;
    for (const workspace::CredentialRow &row : workspace.credentials().rows()) {
        if (all.size() == 2 * renames)
            break;
        const auto planned = workspace::planRename(workspace.planBasis(), row.key(),
                                                   row.credential->name.left(40) + QStringLiteral("-renamed"));
        if (planned.changes.hasGap())
            all += planned.changes.set.operations;
    }
    return all;
}

} // namespace

QList<GalleryScene> changeScenes(MainWindow &window, workspace::Workspace &workspace, const GalleryHooks &hooks)
{
    const auto hasEnded = [&window] { return !window.staged().isApplying(); };
    const auto discard = [&window] {
        window.staged().discard();
        window.go(Place::Identities);
    };
    QList<GalleryScene> scenes;
    scenes.append({QStringLiteral("changes-empty"), [&window] { window.go(Place::Changes); }, {}, {}, {}});
    scenes.append(planScene(window, QStringLiteral("plan-replace-issuer"), [&window] {
        window.plan(replaceIssuerRequest(QStringLiteral("https://token.actions.githubusercontent.com")));
        planDialog(window)->setValue(QStringLiteral("to"),
                                     QStringLiteral("https://github.contoso.com/_services/token"));
    }));
    scenes.append({QStringLiteral("changes"),
                   [&window, &workspace] {
                       stageSome(window, workspace);
                       window.go(Place::Changes);
                       window.changes()->select(window.staged().set().operations.at(1).id);
                       window.findChild<DryRunPane *>()->start();
                   },
                   [&window] { return window.findChild<DryRunPane *>()->report().has_value(); },
                   {},
                   {}});
    const auto view = [&window](DifferenceView chosen) {
        return [&window, chosen] { window.changes()->details()->setView(chosen); };
    };
    scenes.append({QStringLiteral("changes-side-by-side"), view(DifferenceView::SideBySide), {}, {}, {}});
    scenes.append({QStringLiteral("changes-json"),
                   view(DifferenceView::Json),
                   {},
                   [&window] { window.changes()->details()->setView(DifferenceView::Unified); },
                   {}});
    scenes.append({QStringLiteral("changes-sign-ins"),
                   [&window] {
                       window.changes()->select(window.staged().set().operations.at(2).id);
                       if (auto *read = window.findChild<QPushButton *>(QStringLiteral("readSignIns")))
                           read->click();
                   },
                   [&window] {
                       const auto *read = window.findChild<QPushButton *>(QStringLiteral("readSignIns"));
                       return read && read->text() != OperationDetails::tr("Stop");
                   },
                   {},
                   {}});
    scenes.append({QStringLiteral("editor-staged"),
                   [&window] {
                       window.editStaged(window.staged().set().operations.at(1).id);
                       window.editor()->compareStaged();
                   },
                   {},
                   [&window] { window.go(Place::Changes); },
                   {}});
    // Applied until the service is in the way, and then whole.
    scenes.append({QStringLiteral("changes-failed"),
                   [&window, hooks] {
                       hooks.garbleDirectory();
                       window.staged().apply();
                   },
                   hasEnded,
                   [hooks] { hooks.clearFaults(); },
                   {}});
    scenes.append({QStringLiteral("changes-written"), [&window] { window.staged().apply(); }, hasEnded, discard, {}});
    scenes.append(planScene(window, QStringLiteral("plan-retire-secret"), [&window, &workspace] {
        if (const workspace::IdentityRow *row = withSecrets(workspace))
            window.plan(retireSecretRequest(row->key(), row->identity.secrets.constFirst(), {},
                                            QDateTime::currentDateTimeUtc()));
    }));
    scenes.append({QStringLiteral("changes-gaps"),
                   [&window, &workspace] {
                       window.staged().stage(renamesIn(workspace));
                       window.go(Place::Changes);
                       window.changes()->apply();
                   },
                   {},
                   [&window, discard] {
                       gapDialog(window)->reject();
                       discard();
                   },
                   [&window] { return gapDialog(window); }});
    scenes.append({QStringLiteral("changes-belongings"),
                   [&window, &workspace] {
                       window.staged().stage(belongings(workspace));
                       window.go(Place::Changes);
                       window.changes()->select(window.staged().set().operations.constLast().id);
                   },
                   {},
                   discard,
                   {}});
    return scenes;
}

} // namespace symbolon::ui
