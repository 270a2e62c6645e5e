// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/token_trial.h"

#include "presets/token_trust.h"
#include "trust/expression_examples.h"
#include "ui/editor/preview_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int longestLine = 16 * 1024; // characters; tokens are far below

bool looksLikeToken(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.startsWith(QLatin1Char('{')) || (trimmed.startsWith(u"eyJ") && trimmed.count(QLatin1Char('.')) == 2);
}

} // namespace

TokenTrial::TokenTrial(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_line(new QLineEdit(this))
    , m_note(new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this))
    , m_findings(new QVBoxLayout)
{
    m_line->setAccessibleName(tr("Try your own"));
    m_line->setPlaceholderText(tr("A subject, or a token's claims"));
    m_line->setFont(appearance.theme().font(TextStyle::MonoSmall));
    m_line->setMaxLength(longestLine);
    m_line->setClearButtonEnabled(true);
    m_note->setWordWrap(true);
    m_note->hide();
    m_findings->setSpacing(metrics::space1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    column->addWidget(m_line);
    column->addWidget(m_note);
    column->addLayout(m_findings);
    connect(m_line, &QLineEdit::textChanged, this, &TokenTrial::onTyped);
}

void TokenTrial::setCredential(const trust::FederatedCredential &credential)
{
    if (m_credential == credential)
        return;
    m_credential = credential;
    judge();
}

void TokenTrial::onTyped(const QString &text)
{
    if (text.isEmpty())
        m_claims.reset();
    if (looksLikeToken(text)) {
        if (const auto claims = presets::claimsOfToken(text.toUtf8())) {
            m_claims = *claims;
            m_line->setText(claims->subject); // comes back here
            return;
        }
    }
    if (m_claims)
        m_claims->subject = text;
    judge();
}

void TokenTrial::judge()
{
    const QList<Finding> found = m_line->text().isEmpty() ? QList<Finding>() : findings();
    m_note->setVisible(m_claims.has_value());
    m_note->setValue(m_claims ? tr("With the other claims of the token. The token itself is not kept.") : QString());
    clearLayout(m_findings);
    m_told.clear();
    for (const Finding &one : found) {
        auto *words = new PlainLabel(m_appearance, m_told.isEmpty() ? TextStyle::BodyMedium : TextStyle::Secondary,
                                     one.ink, this);
        words->setWordWrap(true);
        words->setValue(one.text);
        m_findings->addWidget(words);
        m_told << one.text;
    }
    m_line->setAccessibleDescription(m_told.join(QLatin1Char(' ')));
}

QList<TokenTrial::Finding> TokenTrial::findings() const
{
    if (!m_claims)
        return ofSubjectAlone({m_credential.issuer, m_line->text(), m_credential.audiences.value(0), {}});
    const auto differs = trust::mismatch(m_credential, *m_claims);
    if (!differs)
        return QList<Finding>{{tr("Accepted: everything fits."), Ink::Pass}} + comparisons(*m_claims);
    QList<Finding> found;
    switch (differs->part) {
    case trust::MatchPart::Issuer:
        found.append({tr("Refused: its issuer is %1.").arg(m_claims->issuer), Ink::Critical});
        break;
    case trust::MatchPart::Audience:
        found.append({tr("Refused: its audience is %1.").arg(m_claims->audience), Ink::Critical});
        break;
    case trust::MatchPart::Subject:
        found.append({differs->onlyCase ? tr("Refused: the subject differs in capital letters.")
                                        : tr("Refused: it does not fit."),
                      Ink::Critical});
        break;
    }
    return found + comparisons(*m_claims);
}

// Of the other claims nothing is known; what is known may be enough to refuse it.
QList<TokenTrial::Finding> TokenTrial::ofSubjectAlone(const trust::PresentedClaims &token) const
{
    const auto differs = trust::mismatch(m_credential, token);
    if (!differs)
        return QList<Finding>{{tr("Accepted, with this issuer and audience."), Ink::Pass}} + comparisons(token);
    const QList<Finding> each = comparisons(token);
    const QList<trust::ComparisonVerdict> verdicts = trust::compareEach(m_credential.matchText(), token);
    const bool open = m_credential.isFlexible() && !verdicts.isEmpty()
        && std::none_of(verdicts.begin(), verdicts.end(), [](const trust::ComparisonVerdict &one) {
                          return one.state == trust::ComparisonVerdict::State::Differs;
                      });
    if (open)
        return QList<Finding>{{tr("The subject fits. The rest depends on the token."), Ink::Text}} + each;
    return QList<Finding>{{differs->onlyCase ? tr("Refused: the subject differs in capital letters.")
                                             : tr("Refused: the subject does not fit."),
                           Ink::Critical}}
    + each;
}

QList<TokenTrial::Finding> TokenTrial::comparisons(const trust::PresentedClaims &token) const
{
    QList<Finding> found;
    if (!m_credential.isFlexible())
        return found;
    using State = trust::ComparisonVerdict::State;
    const QList<trust::ComparisonVerdict> verdicts = trust::compareEach(m_credential.matchText(), token);
    for (const trust::ComparisonVerdict &one : verdicts) {
        const trust::Comparison &demanded = one.comparison;
        switch (one.state) {
        case State::Holds:
            found.append({tr("%1 fits.").arg(demanded.claim), Ink::Pass});
            break;
        case State::Differs:
            found.append(
                {demanded.op == trust::Comparison::Operator::Eq
                     ? tr("%1 is “%2”, not “%3”.").arg(demanded.claim, one.presented, demanded.comparand)
                     : tr("%1 “%2” does not match “%3”.").arg(demanded.claim, one.presented, demanded.comparand),
                 Ink::Critical});
            break;
        case State::Missing:
            found.append({m_claims ? tr("The token has no %1.").arg(demanded.claim)
                                   : tr("%1 has to be “%2”.").arg(demanded.claim, demanded.comparand),
                          m_claims ? Ink::Critical : Ink::Medium});
            break;
        }
    }
    return found;
}

} // namespace symbolon::ui
