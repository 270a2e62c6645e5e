// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"
#include "workspace/onboarding.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace symbolon::ui {

// How far somebody is with one workload. A value.
struct OnboardingDraft
{
    workspace::Onboarding wanted;
    QString platform; // presets::Preset::platform
    CredentialDraft credential;
    QString subscriptionId; // where a managed identity is created
    int step = 0;           // the one on show
    int reached = 0;        // the furthest that was on show
    // After it was written: when, and as what. Then nothing of the above is changed any more.
    QDateTime writtenAt; // UTC
    trust::IdentityKey writtenAs;

    [[nodiscard]] bool isWritten() const { return writtenAt.isValid(); }
    // Whether anything was chosen that would be a pity to lose.
    [[nodiscard]] bool isBegun() const { return !wanted.workloadName.isEmpty() || !platform.isEmpty() || step > 0; }

    bool operator==(const OnboardingDraft &) const = default;
};

// One draft for each tenant, so that onboarding can be left and taken up again, after a crash, too. Whoever is told of
// changes can keep document() and give it back to take().
class OnboardingDrafts final
{
public:
    // `tenant` names tenant and login (Workspace::newChangeSet()).
    void keep(const QString &tenant, const OnboardingDraft &draft);
    void drop(const QString &tenant);
    [[nodiscard]] std::optional<OnboardingDraft> find(const QString &tenant) const;

    void whenChanged(std::function<void()> tell) { m_tell = std::move(tell); }
    // JSON; empty: there is no draft.
    [[nodiscard]] QByteArray document() const;
    // Adds those of a document that are not there. What cannot be read is left out: it is hostile text.
    void take(const QByteArray &document);

private:
    void tell() const;

    QHash<QString, OnboardingDraft> m_drafts;
    std::function<void()> m_tell;
};

} // namespace symbolon::ui
