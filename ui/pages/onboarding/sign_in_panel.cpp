// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/sign_in_panel.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/separator.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

using workspace::Verification;

constexpr int tokenHeight = 72;

} // namespace

SignInPanel::SignInPanel(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_token(new QPlainTextEdit(this))
    , m_try(new Button(context.appearance, tr("Try it"), ButtonRole::Secondary, Glyph::Play, this))
{
    const Theme &theme = context.appearance.theme();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(metrics::space2), 0, 0);
    column->setSpacing(theme.px(metrics::space2));
    m_log = addWords(column, {}, {});
    m_log.title->setObjectName(QStringLiteral("firstSignIn"));
    column->addWidget(new Separator(context.appearance, Qt::Horizontal, this));
    static_cast<void>(addWords(column, tr("Or try a token of the workload"),
                               tr("It is shown to Entra, again and again while the credential may still be spreading, "
                                  "and then forgotten. What comes in return is thrown away unread.")));
    m_token->setObjectName(QStringLiteral("trialToken"));
    m_token->setAccessibleName(tr("Token of the workload"));
    m_token->setPlaceholderText(tr("eyJ…"));
    m_token->setTabChangesFocus(true);
    m_token->setUndoRedoEnabled(false); // nothing of a token is kept
    m_token->setFixedHeight(theme.px(tokenHeight));
    column->addWidget(m_token);
    m_try->setObjectName(QStringLiteral("tryToken"));
    column->addWidget(m_try, 0, Qt::AlignLeft);
    m_trial = addWords(column, {}, {});
    m_trial.title->setObjectName(QStringLiteral("trialOutcome"));
    column->addWidget(new Separator(context.appearance, Qt::Horizontal, this));
    connect(m_try, &QPushButton::clicked, this, [this] {
        const QByteArray token = m_token->toPlainText().toUtf8();
        forget();
        Q_EMIT tryAsked(token);
    });
}

void SignInPanel::Words::say(const QString &newTitle, Ink ink, const QString &newText) const
{
    title->setValue(newTitle);
    title->setInk(ink);
    text->setValue(newText);
    title->setVisible(!newTitle.isEmpty());
    text->setVisible(!newText.isEmpty());
}

SignInPanel::Words SignInPanel::addWords(QVBoxLayout *column, const QString &title, const QString &text)
{
    Words words{new PlainLabel(m_context.appearance, TextStyle::BodyMedium, Ink::Text, this),
                new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, this)};
    words.text->setWordWrap(true);
    words.say(title, Ink::Text, text);
    column->addWidget(words.title);
    column->addWidget(words.text);
    return words;
}

void SignInPanel::forget()
{
    m_token->clear();
}

void SignInPanel::show(const Verification *verification)
{
    m_try->setBlocked(verification ? QString() : tr("The identity has not been read yet."));
    if (verification) {
        showLog(*verification);
        showTrial(*verification);
    } else {
        m_log.say(tr("The identity has not been read yet"), Ink::Text, tr("Sync, then come back to this step."));
        m_trial.say({}, Ink::Text, {});
    }
}

void SignInPanel::showLog(const Verification &verification)
{
    const auto &seen = verification.signIn();
    switch (verification.log()) {
    case Verification::Log::Off:
    case Verification::Log::Watching:
        m_log.say(tr("Waiting for the first sign-in"), Ink::Text,
                  seen ? tr("Refused at %1: AADSTS%2. %3")
                             .arg(seen->at.toLocalTime().toString(QStringLiteral("HH:mm:ss")),
                                  QString::number(seen->errorCode), seen->failureReason)
                       : tr("Start the workload. The sign-in log tells some minutes later; you may close this and come "
                            "back."));
        return;
    case Verification::Log::Seen:
        m_log.say(tr("It has signed in"), Ink::Pass,
                  tr("At %1, for %2, with this federated credential.")
                      .arg(seen->at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), seen->resourceName));
        return;
    case Verification::Log::Unavailable:
        m_log.say(tr("The sign-in log cannot be read"), Ink::Medium,
                  verification.logError() ? oneLine(*verification.logError()) : QString());
        return;
    }
}

void SignInPanel::showTrial(const Verification &verification)
{
    const int attempts = verification.attempts();
    switch (verification.trial()) {
    case Verification::Trial::None:
        return m_trial.say({}, Ink::Text, {});
    case Verification::Trial::Trying:
        return m_trial.say(tr("Asking Entra"), Ink::Text, tr("Attempt %1.").arg(attempts));
    case Verification::Trial::Waiting:
        return m_trial.say(tr("The token fits; Entra does not know the credential everywhere yet"), Ink::Text,
                           tr("Attempt %1. It is tried again by itself.").arg(attempts));
    case Verification::Trial::Accepted:
        return m_trial.say(tr("Entra takes this token"), Ink::Pass,
                           tr("The workload can sign in. Attempts: %1.").arg(attempts));
    case Verification::Trial::Refused:
        return m_trial.say(tr("Entra refuses this token"), Ink::Critical,
                           verification.trialError() ? oneLine(*verification.trialError()) : QString());
    }
}

} // namespace symbolon::ui
