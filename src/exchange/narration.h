// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"
#include "trust/identity.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace symbolon::exchange {

// The five participants of workload identity federation, in the order in which they stand.
enum class Party { Workload, ExternalIdp, Entra, IssuerEndpoints, Resource };

struct Participant
{
    Party party = Party::Workload;
    QString title; // translated: "External workload"
    QString
        subtitle; // this exchange's own: "repo contoso/platform", "token.actions.githubusercontent.com"; hostile text
};

enum class CheckState { Passed, Failed, NotDone };

// One comparison inside a step.
struct Check
{
    QString name; // "Issuer"
    CheckState state = CheckState::NotDone;
    QString detail;    // what was compared, in words
    QString presented; // the token's side, where there are two
    QString trusted;   // the credential's side
};

enum class StepState {
    Expected, // would happen like this; nothing was sent
    Passed,
    Failed,
    NotReached,
};

// One arrow of the sequence. `from` == `to` is work done by one party.
struct Step
{
    int number = 0; // 1 … 7
    Party from = Party::Workload;
    Party to = Party::Workload;
    bool isAnswer = false; // an answer's arrow is dashed
    QString title;         // translated: "Exchange it: client_assertion"
    QString summary;       // one line of real values: "POST /b3c1…/oauth2/v2.0/token"
    QString explanation;   // translated: what happens here and why
    QString request;       // what goes over the wire, one line a header or parameter; secrets as placeholders
    QString response;      // expected answer; secrets as placeholders; in both, values stand on one line each
    StepState state = StepState::Expected;
    QList<Check> checks;
};

// The whole story.
struct Narration
{
    QList<Participant> participants; // five, in order of Party
    QList<Step> steps;               // seven
    bool accepted = false;
    QString verdict; // translated sentence
    QString code;    // "AADSTS700213"; empty when accepted
};

// What the story needs beside identity and credential.
struct Setting
{
    QUrl login;            // base URL of the login endpoint
    QUrl resource;         // base URL of the API the workload then calls (ARM or Graph)
    QString resourceScope; // "https://management.azure.com/.default"
    QString tenantId;
    QString tenantName;
    QString platformId;   // presets::Platform::id behind the credential: how its workloads ask for a token
    QString platformName; // presets::Platform::name
    QString reach;        // what the identity opens, e.g. "Owner @ sub-contoso-prod"; empty: nothing known
    QUrl issuerMirror;    // where the issuer's discovery is served instead (demo, cloud file); empty: at the issuer
};

// The exchange of a token that carries exactly what the credential trusts ("what if"), or of `token` where one is
// given: then its issuer, subject and audience are compared as Entra does, and the story ends with the AADSTS code of
// the first difference.
[[nodiscard]] Narration narrate(const trust::Identity &identity, const trust::FederatedCredential &credential,
                                const Setting &setting,
                                const std::optional<trust::PresentedClaims> &token = std::nullopt);

// The story as indented plain text, for the clipboard and screen readers.
[[nodiscard]] QString plainText(const Narration &narration);

} // namespace symbolon::exchange
