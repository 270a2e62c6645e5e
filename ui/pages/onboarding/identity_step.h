// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/azure.h"
#include "ui/pages/onboarding/onboarding_step.h"

#include <stop_token>

class QButtonGroup;
class QComboBox;
class QLineEdit;

namespace symbolon::ui {

class IdentityModel;
class SearchField;
class TableView;

// What the workload signs in as: an identity that is there, or a new one.
class IdentityStep final : public OnboardingStep
{
    Q_OBJECT

public:
    IdentityStep(Context &context, OnboardingDraft &draft, QWidget *parent);
    ~IdentityStep() override;

    [[nodiscard]] QString title() const override { return tr("Identity"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString hint() const override { return tr("Next you choose whose tokens it trusts"); }
    [[nodiscard]] QWidget *side() override { return m_side; }
    void enter() override;
    void leave() override;

    void choose(workspace::IdentityChoice choice);
    [[nodiscard]] IdentityModel *model() const { return m_model; }

private:
    [[nodiscard]] QWidget *buildChoices();
    [[nodiscard]] QWidget *buildExisting();
    [[nodiscard]] QWidget *buildApplication();
    [[nodiscard]] QWidget *buildManaged();
    QLineEdit *addName(QVBoxLayout *column, const QString &label, QWidget *parent);
    void nameTyped(const QString &name);
    void followSelection();
    void proposeName();
    void readSubscriptions();
    void readPlaces();
    void takeGroups(const Result<QList<cloud::ResourceGroup>> &groups);
    void takeLocations(const Result<QList<cloud::Location>> &locations);
    void chooseGroup(int index);
    void showChoice();
    void showSide();

    QButtonGroup *m_choices = nullptr;
    QWidget *m_pages;
    QList<QWidget *> m_page; // one of which is on show
    IdentityModel *m_model;
    SearchField *m_search = nullptr;
    TableView *m_table = nullptr;
    QLineEdit *m_applicationName = nullptr;
    QLineEdit *m_managedName = nullptr;
    QComboBox *m_subscription = nullptr;
    QComboBox *m_group = nullptr;
    QComboBox *m_location = nullptr;
    PlainLabel *m_placeWords = nullptr;
    PlainLabel *m_nameWords = nullptr;
    QString m_placesOf; // the subscription of which groups and regions are on show
    QList<cloud::ResourceGroup> m_groups;
    std::stop_source m_stop;
    QWidget *m_side;
    QVBoxLayout *m_sideWords;
};

} // namespace symbolon::ui
