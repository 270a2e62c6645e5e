// SPDX-License-Identifier: Apache-2.0
#include "workspace/admission.h"

#include "trust/claims_match.h"

#include <algorithm>
#include <utility>

namespace symbolon::workspace {
namespace {

using trust::FederatedCredential;
using trust::PresentedClaims;
using Credentials = QList<FederatedCredential>;

struct Candidate
{
    QString title;
    PresentedClaims claims;
};

bool isTaken(const Credentials &credentials, const PresentedClaims &token)
{
    return std::any_of(credentials.cbegin(), credentials.cend(),
                       [&token](const FederatedCredential &one) { return !trust::mismatch(one, token); });
}

void addCandidate(QList<Candidate> &candidates, const Candidate &candidate)
{
    const bool known = std::any_of(candidates.cbegin(), candidates.cend(), [&candidate](const Candidate &one) {
        return one.claims.issuer == candidate.claims.issuer && one.claims.subject == candidate.claims.subject
            && one.claims.audience == candidate.claims.audience && one.claims.claims == candidate.claims.claims;
    });
    if (!known)
        candidates.append(candidate);
}

// One token that the expression takes, with some text where it takes any.
void addOfExpression(QList<Candidate> &candidates, const FederatedCredential &credential)
{
    const auto comparisons = trust::parseExpression(credential.expression->value);
    if (!comparisons)
        return;
    Candidate one;
    one.claims.issuer = credential.issuer;
    one.claims.audience = credential.audiences.value(0);
    for (const trust::Comparison &comparison : *comparisons) {
        QString value = comparison.comparand;
        if (comparison.op == trust::Comparison::Operator::Matches)
            value.replace(u'*', QStringLiteral("other")).replace(u'?', u'x');
        if (comparison.claim == u"sub")
            one.claims.subject = value;
        else
            one.claims.claims.insert(comparison.claim, value);
    }
    if (!one.claims.subject.isEmpty())
        addCandidate(candidates, one);
}

void addSamples(QList<Candidate> &candidates, const presets::Catalogue &catalogue, const QString &exchangeAudience,
                const FederatedCredential &credential)
{
    const QString audience = credential.audiences.value(0);
    if (const auto recognised = catalogue.recognise(credential, exchangeAudience)) {
        if (const presets::Preset *preset = catalogue.find(recognised->presetId)) {
            const auto samples = catalogue.samples(*preset, recognised->values);
            for (const presets::SampleSubject &sample : samples)
                addCandidate(candidates, {sample.title, {credential.issuer, sample.subject, audience, sample.claims}});
        }
    }
    if (credential.subject)
        addCandidate(candidates, {QString(), {credential.issuer, *credential.subject, audience, {}}});
    if (credential.expression)
        addOfExpression(candidates, credential);
}

// A claim that the log does not tell may fit; the subject is known.
bool mayTake(const FederatedCredential &credential, const PresentedClaims &token)
{
    if (!credential.expression || credential.issuer != token.issuer || credential.audiences.value(0) != token.audience)
        return false;
    auto comparisons = trust::parseExpression(credential.expression->value);
    if (!comparisons)
        return false;
    comparisons->removeIf([](const trust::Comparison &one) { return one.claim != u"sub"; });
    return trust::fits(*comparisons, token);
}

SignInUse::Fate fateOf(const FederatedCredential &before, const Credentials &after)
{
    using Fate = SignInUse::Fate;
    if (before.subject) {
        const PresentedClaims token{before.issuer, *before.subject, before.audiences.value(0), {}};
        if (isTaken(after, token))
            return Fate::Accepted;
        return std::any_of(after.cbegin(), after.cend(), [&](const auto &one) { return mayTake(one, token); })
            ? Fate::NotKnown
            : Fate::Refused;
    }
    const bool same = std::any_of(after.cbegin(), after.cend(), [&before](const FederatedCredential &one) {
        return one.issuer == before.issuer && one.expression == before.expression && one.audiences == before.audiences;
    });
    if (same)
        return Fate::Accepted;
    const bool isIssuerLeft = std::any_of(after.cbegin(), after.cend(), [&before](const FederatedCredential &one) {
        return one.issuer == before.issuer && one.audiences == before.audiences;
    });
    return isIssuerLeft ? Fate::NotKnown : Fate::Refused;
}

} // namespace

Admission admissionOf(const presets::Catalogue &catalogue, const QString &exchangeAudience,
                      const trust::Operation &operation, const Credentials &before, const Credentials &after)
{
    QList<Candidate> candidates;
    for (const auto &image : {operation.before, operation.after}) {
        if (image)
            addSamples(candidates, catalogue, exchangeAudience, *image);
    }
    Admission admission;
    for (const Candidate &one : std::as_const(candidates)) {
        const bool fitted = isTaken(before, one.claims);
        const bool fits = isTaken(after, one.claims);
        const SampleToken token{one.title, one.claims.issuer, one.claims.subject};
        if (fitted)
            (fits ? admission.accepted : admission.refused).append(token);
        else if (fits)
            admission.admitted.append(token);
    }
    return admission;
}

SignInUse useOf(const trust::Operation &operation, const Credentials &after, const cloud::SignIns &signIns)
{
    SignInUse use;
    use.isWhole = signIns.isWhole;
    if (!operation.before)
        return use;
    const bool isManaged = operation.identity.kind == trust::IdentityKind::ManagedIdentity;
    for (const cloud::SignIn &one : signIns.entries) {
        if (!one.succeeded() || !one.isFederated())
            continue;
        const QString id = operation.before->id;
        if (one.federatedCredentialId.isEmpty() || one.federatedCredentialId.compare(id, Qt::CaseInsensitive) != 0) {
            // A managed identity's credential is known by its resource id here, and by another one to the log.
            const bool isTold = !one.federatedCredentialId.isEmpty() && !isManaged;
            use.unclear += isTold ? 0 : 1;
            continue;
        }
        ++use.count;
        if (!use.last.isValid() || use.last < one.at)
            use.last = one.at;
    }
    use.fate = fateOf(*operation.before, after);
    return use;
}

} // namespace symbolon::workspace
