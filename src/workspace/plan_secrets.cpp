// SPDX-License-Identifier: Apache-2.0
#include "workspace/plan_secrets.h"

#include "base/shown.h"
#include "workspace/plan_builder.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::workspace {
namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("Plan", source);
}

QString dayOf(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
}

const trust::Secret *secretOf(const trust::Identity &identity, const QUuid &keyId)
{
    const auto found = std::find_if(identity.secrets.cbegin(), identity.secrets.cend(),
                                    [&keyId](const trust::Secret &one) { return one.keyId == keyId; });
    return found == identity.secrets.cend() ? nullptr : &*found;
}

void noteEvidence(PlanBuilder &builder, const IdentityRow &row, const QString &name, const FederationEvidence &evidence)
{
    if (evidence.federatedAt.isValid()) {
        builder.note(NoticeLevel::Note, "federation-seen", row, name,
                     tr(QT_TRANSLATE_NOOP("Plan", "The last federated sign-in of this application was at %1."))
                         .arg(dayOf(evidence.federatedAt)));
    } else if (evidence.isKnown) {
        builder.note(NoticeLevel::Warning, "federation-not-seen", row, name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "No federated sign-in of this application is in the log since %1: wait for "
                                          "the first before you take the secret away."))
                         .arg(dayOf(evidence.since)));
    } else {
        builder.note(NoticeLevel::Warning, "federation-unknown", row, name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "Whether anything signs in by federation is not known: the sign-in log could "
                                          "not be read. %1"))
                         .arg(evidence.whyNot));
    }
    if (evidence.secretAt.isValid()) {
        builder.note(
            NoticeLevel::Warning, "still-used", row, name,
            tr(QT_TRANSLATE_NOOP("Plan", "Somebody signed in with it at %1: whoever does is refused from then on."))
                .arg(dayOf(evidence.secretAt)));
    } else if (evidence.otherSecretAt.isValid()) {
        builder.note(NoticeLevel::Warning, "secrets-used", row, name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "Somebody signed in with a secret or a certificate of this application at "
                                          "%1; the log does not tell that it was this one."))
                         .arg(dayOf(evidence.otherSecretAt)));
    }
}

// Whether another way in is left: a federated credential, or another secret that is still valid.
bool isLastWayIn(const trust::Identity &identity, const trust::Secret &secret, const QDateTime &now)
{
    if (!identity.credentials.isEmpty() || secret.signs)
        return false;
    return std::none_of(identity.secrets.cbegin(), identity.secrets.cend(), [&](const trust::Secret &one) {
        return one.keyId != secret.keyId && !one.signs && trust::stateAt(one, now) != trust::SecretState::Expired;
    });
}

} // namespace

FederationEvidence evidenceOf(const Result<cloud::SignIns> &signIns, const QUuid &keyId, const QDateTime &since)
{
    FederationEvidence evidence;
    evidence.since = since;
    if (!signIns) {
        const ErrorText words = explain(signIns.error());
        evidence.whyNot = words.explanation.isEmpty() ? words.title + u'.' : words.explanation;
        return evidence;
    }
    const auto later = [](QDateTime &held, const QDateTime &other) {
        if (!held.isValid() || held < other)
            held = other;
    };
    for (const cloud::SignIn &one : signIns->entries) {
        if (!one.succeeded())
            continue;
        if (one.isFederated())
            later(evidence.federatedAt, one.at);
        else if (!keyId.isNull() && QUuid(one.keyId) == keyId)
            later(evidence.secretAt, one.at);
        else if (one.keyId.isEmpty())
            later(evidence.otherSecretAt, one.at);
    }
    evidence.isKnown = signIns->isWhole || evidence.federatedAt.isValid();
    if (!evidence.isKnown)
        evidence.whyNot = tr(QT_TRANSLATE_NOOP("Plan", "There are more sign-ins than are read at once."));
    return evidence;
}

Plan planRetireSecret(const PlanBasis &basis, const trust::IdentityKey &identity, const QUuid &keyId,
                      const FederationEvidence &evidence, const QDateTime &now)
{
    PlanBuilder builder(basis);
    const QString title = tr(QT_TRANSLATE_NOOP("Plan", "Retire a secret of %1"));
    const IdentityRow *row = builder.identity(identity);
    if (!row)
        return builder.finish(title.arg(identity.id));
    const trust::Secret *secret = keyId.isNull() ? nullptr : secretOf(row->identity, keyId);
    if (!secret) {
        builder.note(NoticeLevel::Error, "secret-unknown", *row, QString(),
                     row->identity.secretsPart.isKnown()
                         ? tr(QT_TRANSLATE_NOOP("Plan", "The identity has no secret or certificate of this key id."))
                         : tr(QT_TRANSLATE_NOOP("Plan",
                                                "No secret of this key id is known, and not all of the identity's "
                                                "secrets and certificates could be read.")));
        return builder.finish(title.arg(shown(row->identity.displayName)));
    }
    const QString name = trust::nameOf(*secret);
    const bool hasExpired = trust::stateAt(*secret, now) == trust::SecretState::Expired;
    if (hasExpired) {
        builder.note(NoticeLevel::Note, "expired", *row, name,
                     tr(QT_TRANSLATE_NOOP("Plan", "It has expired: nobody can sign in with it any more.")));
    } else {
        noteEvidence(builder, *row, name, evidence);
    }
    if (!hasExpired && isLastWayIn(row->identity, *secret, now)) {
        builder.note(NoticeLevel::Warning, "last-credential", *row, name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "It is the last way to sign in as this application: no federated credential "
                                          "and no other valid secret is left.")));
    }
    if (secret->kind != trust::SecretKind::Password) {
        builder.note(NoticeLevel::Note, "whole-list", *row, name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "The service takes a certificate away by being told the whole list of those "
                                          "that stay: one that somebody adds in that moment goes with it.")));
    }
    builder.note(NoticeLevel::Note, "no-undo", *row, name,
                 tr(QT_TRANSLATE_NOOP("Plan",
                                      "It cannot be undone. What is known of it is kept with the change: its key id, "
                                      "name, mark and end.")));
    builder.add(*row, *secret, builder.group(), true);
    return builder.finish(title.arg(shown(row->identity.displayName)));
}

} // namespace symbolon::workspace
