// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/shared.h"
#include "presets/platform.h"
#include "risk/rule_book.h"
#include "trust/identity.h"

#include <QList>
#include <QString>

namespace symbolon::risk {

// Numbers of the rules, from the data.
struct Thresholds
{
    int credentialWarnCount = 16;
    int credentialLimit = 20;
};

// One identity with what several rules ask of it, worked out once.
struct Case
{
    Case(const trust::Identity &judged, const PrivilegeBook &privilegeBook, const presets::Catalogue &catalogue,
         const Thresholds &numbers, const Surroundings &tenant);

    const trust::Identity &identity;
    const PrivilegeBook &book;
    const Thresholds &thresholds;
    const Surroundings &surroundings;
    QList<Shared<presets::Platform>> platforms; // by credential
    bool reachesControlPlane = false;
    bool mayWrite = false; // holds any right that is more than reading
    bool trustsSharedIssuer = false;

    // For findings that would be graver with more reach: one line that names what of the reach could not be read.
    // Empty when all is known, or when the gravest case holds anyway.
    [[nodiscard]] QList<Evidence> reachRemark() const;
};

// What a rule says of its object.
struct Opinion
{
    Outcome outcome = Outcome::NotApplicable;
    Severity severity = Severity::Info;
    QList<Evidence> evidence;
    QString unknown;

    [[nodiscard]] static Opinion notApplicable() { return {}; }
    [[nodiscard]] static Opinion pass() { return {Outcome::Pass, Severity::Info, {}, {}}; }
    [[nodiscard]] static Opinion notKnown(const QString &what) { return {Outcome::Unknown, Severity::Info, {}, what}; }
    [[nodiscard]] static Opinion finding(Severity severity, QList<Evidence> evidence)
    {
        return {Outcome::Finding, severity, std::move(evidence), {}};
    }
};

// "Credentials could not be read: needs Application.Read.All." and its like: what is missing, and what it takes. A
// failure that is no refusal is named by its own title instead: rights would not help.
[[nodiscard]] QString missing(const trust::Part &part, const QString &what, const QString &needs);
[[nodiscard]] QString missingCredentials(const trust::Identity &identity);

} // namespace symbolon::risk
