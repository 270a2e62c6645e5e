// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "workspace/plan.h"
#include "workspace/plan_secrets.h"

#include <QList>
#include <QMap>
#include <QString>

#include <functional>

namespace symbolon::ui {

// What somebody types for a plan.
struct PlanField
{
    QString key;
    QString label;
    QString value;     // to begin with
    QString hint;      // an example
    bool many = false; // lines
};

// A change of many credentials, or one that is more than an edit: what it asks for, and how its plan is made of that.
// `make` is pure and runs in a worker; its error is a sentence about what was typed.
struct PlanRequest
{
    QString title;
    QString explanation;
    QList<PlanField> fields;
    std::function<Result<workspace::Plan>(const workspace::PlanBasis &basis, const QMap<QString, QString> &values)>
        make;
};

// Those that are about what is chosen take it; empty ones ask for it.
[[nodiscard]] PlanRequest replaceIssuerRequest(const QString &issuer = {});
[[nodiscard]] PlanRequest cutOffRequest(const QString &issuer = {});
[[nodiscard]] PlanRequest replaceRepositoryRequest();
[[nodiscard]] PlanRequest immutableTwinsRequest();
[[nodiscard]] PlanRequest retireNameBasedRequest();
// Takes a secret or a certificate away; `evidence` is what the sign-in log told before.
[[nodiscard]] PlanRequest retireSecretRequest(const trust::IdentityKey &identity, const trust::Secret &secret,
                                              const workspace::FederationEvidence &evidence, const QDateTime &now);
[[nodiscard]] PlanRequest renameRequest(const workspace::CredentialKey &credential);
[[nodiscard]] PlanRequest mergeRequest(const QList<workspace::CredentialKey> &credentials);
[[nodiscard]] PlanRequest copyRequest(const workspace::CredentialKey &credential);
[[nodiscard]] PlanRequest moveRequest(const workspace::CredentialKey &credential);

} // namespace symbolon::ui
