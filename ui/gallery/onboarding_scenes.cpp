// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/onboarding_scenes.h"

#include "ui/editor/file_filling.h"
#include "ui/models/identity_model.h"
#include "ui/pages/onboarding/identity_step.h"
#include "ui/pages/onboarding/onboarding_page.h"
#include "ui/pages/onboarding/permissions_step.h"
#include "ui/pages/onboarding/trust_step.h"
#include "ui/pages/onboarding/verify_step.h"
#include "ui/pages/onboarding/workload_step.h"

#include <QComboBox>
#include <QLineEdit>

namespace symbolon::ui {
namespace {

using workspace::IdentityChoice;

// As somebody types, so that what follows from typing follows.
void type(QWidget &where, const char *name, const QString &text)
{
    if (auto *line = where.findChild<QLineEdit *>(QLatin1String(name))) {
        line->setText(text);
        Q_EMIT line->textEdited(text);
    }
}

void chooseFirst(QWidget &where, const char *name)
{
    if (auto *list = where.findChild<QComboBox *>(QLatin1String(name)); list && list->count() > 0) {
        list->setCurrentIndex(0);
        Q_EMIT list->activated(0);
    }
}

trust::AzureRoleGrant roleOn(const QString &scope, const QString &name, const QString &role)
{
    return {QUuid::createUuid().toString(QUuid::WithoutBraces), role, name, scope,
            scope.count(u'/') > 2 ? scope.section(u'/', -1) : QStringLiteral("sub-contoso-edge")};
}

const QString deployment =
    QStringLiteral("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: payments-api, namespace: payments}\n"
                   "spec: {template: {spec: {serviceAccountName: payments-api}}}\n");

void fillTrust(TrustStep &trust)
{
    trust.setValue(QStringLiteral("issuer"),
                   QStringLiteral("https://westeurope.oic.prod-aks.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/"
                                  "e1a94c72-0b5d-48f3-8c6e-92d7a4f1b03c/"));
    trust.setValue(QStringLiteral("namespace"), QStringLiteral("payments"));
    trust.setValue(QStringLiteral("serviceAccount"), QStringLiteral("payments-api"));
    trust.form()->setName(QStringLiteral("payments-api"));
    trust.setValue(QStringLiteral("serviceAccount"), QStringLiteral("payments-api"));
}

} // namespace

QList<GalleryScene> onboardingScenes(MainWindow &window)
{
    OnboardingPage *page = window.onboarding();
    const auto groupsAreRead = [page] {
        const auto *groups = page->findChild<QComboBox *>(QStringLiteral("resourceGroup"));
        const auto *regions = page->findChild<QComboBox *>(QStringLiteral("region"));
        return groups && groups->count() > 0 && regions && regions->count() > 0;
    };
    const auto rolesAreRead = [page] {
        const auto *roles = page->findChild<QComboBox *>(QStringLiteral("role"));
        return roles && roles->count() > 0;
    };
    QList<GalleryScene> scenes;
    scenes.append({QStringLiteral("onboarding-workload"),
                   [&window, page] {
                       window.onboard();
                       page->startNew();
                       type(*page, "workloadName", QStringLiteral("payments-api"));
                       page->workload()->choosePlatform(QStringLiteral("Kubernetes"));
                   },
                   {},
                   {},
                   {}});
    scenes.append({QStringLiteral("onboarding-identity-existing"),
                   [page] {
                       page->next();
                       page->identity()->choose(IdentityChoice::Existing);
                   },
                   [page] { return page->identity()->model()->isSettled(); },
                   {},
                   {}});
    scenes.append({QStringLiteral("onboarding-identity-managed"),
                   [page] { page->identity()->choose(IdentityChoice::NewManagedIdentity); },
                   groupsAreRead,
                   [page] { chooseFirst(*page, "resourceGroup"); },
                   {}});
    scenes.append({QStringLiteral("onboarding-trust"),
                   [page] {
                       page->next();
                       fillTrust(*page->trust());
                   },
                   {},
                   {},
                   {}});
    scenes.append({QStringLiteral("onboarding-trust-file"),
                   [page] { page->trust()->filling()->fillFromText(deployment, QStringLiteral("payments.yaml")); },
                   [page] { return page->trust()->filling()->note()->isVisible(); },
                   {},
                   {}});
    scenes.append({QStringLiteral("onboarding-permissions"),
                   [page] {
                       page->next();
                       const QString group = page->draft().wanted.resourceGroupId;
                       page->permissions()->addRole(roleOn(group, QStringLiteral("Reader"),
                                                           QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7")));
                       page->permissions()->addRole(roleOn(group.section(u'/', 0, 2), QStringLiteral("Contributor"),
                                                           QStringLiteral("b24988ac-6180-42a0-ab88-20f7382dd24c")));
                   },
                   rolesAreRead,
                   {},
                   {}});
    scenes.append({QStringLiteral("onboarding-handoff"), [page] { page->next(); }, {}, {}, {}});
    scenes.append({QStringLiteral("onboarding-verify"), [page] { page->next(); }, {}, {}, {}});
    scenes.append({QStringLiteral("onboarding-written"),
                   [page] { page->verify()->write(); },
                   [page] { return page->draft().isWritten() && page->verify()->verification(); },
                   [page] { page->startNew(); },
                   {}});
    return scenes;
}

} // namespace symbolon::ui
