// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/azure.h"
#include "cloud/directory.h"
#include "ui/pages/onboarding/onboarding_step.h"

#include <stop_token>

class QComboBox;
class QHBoxLayout;

namespace symbolon::ui {

class Button;
class Panel;

// What the identity is granted: nothing to begin with, then the least that the workload needs. What reaches far says why.
class PermissionsStep final : public OnboardingStep
{
    Q_OBJECT

public:
    PermissionsStep(Context &context, OnboardingDraft &draft, QWidget *parent);
    ~PermissionsStep() override;

    [[nodiscard]] QString title() const override { return tr("Permissions"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString question() const override { return tr("What may it do?"); }
    [[nodiscard]] QString hint() const override { return tr("Next you see what its owner has to be given"); }
    [[nodiscard]] QWidget *side() override { return m_side; }
    void enter() override;

    void addRole(const trust::AzureRoleGrant &role);
    void addPermission(const trust::AppPermissionGrant &permission);

private:
    // Lists side by side under a title, with a button at the end.
    struct Line
    {
        QWidget *box = nullptr;
        QVBoxLayout *column = nullptr;
        QHBoxLayout *row = nullptr;
    };
    [[nodiscard]] Line startLine(const QString &title);
    [[nodiscard]] QComboBox *addList(const Line &line, int stretch, const QString &label, const char *name);
    [[nodiscard]] Button *addButton(const Line &line, const QString &accessibleName, const char *name);
    [[nodiscard]] QWidget *buildRoles();
    [[nodiscard]] QWidget *buildPermissions();
    void readScopes();
    void readRoles();
    void takeRoles(const Result<QList<cloud::AzureRole>> &roles);
    void showApis();
    void showPermissions();
    void addChosenRole();
    void addChosenPermission();
    void showGrants();
    void addGrant(const trust::Privilege &privilege, const QString &scope, const QString &scopeText,
                  const std::function<void()> &remove);
    void showSide();
    [[nodiscard]] risk::Severity weightOf(const trust::Privilege &privilege) const;

    QComboBox *m_subscription = nullptr;
    QComboBox *m_group = nullptr;
    QComboBox *m_role = nullptr;
    PlainLabel *m_roleWords = nullptr;
    Button *m_addRole = nullptr;
    QComboBox *m_api = nullptr;
    QComboBox *m_permission = nullptr;
    Button *m_addPermission = nullptr;
    QVBoxLayout *m_grants = nullptr;
    QList<cloud::ServicePrincipal> m_apis;
    QString m_rolesOf; // the scope of which roles are on show
    std::stop_source m_stop;
    QWidget *m_side;
    QVBoxLayout *m_sideWords;
};

} // namespace symbolon::ui
