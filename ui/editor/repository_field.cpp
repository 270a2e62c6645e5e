// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/repository_field.h"

#include "base/shown.h"
#include "ui/editor/form_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "workspace/repository_reader.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int longestToken = 512; // characters; GitHub's have fewer than a hundred

QString sentenceOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Unauthorized:
        return RepositoryField::tr("GitHub does not take this token. Enter another one.");
    case ErrorKind::NotFound:
        return RepositoryField::tr("GitHub has no such repository, or this token may not see it.");
    case ErrorKind::Forbidden:
        return RepositoryField::tr(
            "This token may not read the repository's settings: it needs “Actions: read” for this repository.");
    case ErrorKind::Cancelled:
        return {};
    default:
        return oneLine(error);
    }
}

} // namespace

RepositoryField::RepositoryField(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_repository(new QLineEdit(this))
    , m_ask(new Button(context.appearance, tr("Ask"), ButtonRole::Secondary, Glyph::None, this))
    , m_forget(new Button(context.appearance, tr("Forget token"), ButtonRole::Link, Glyph::None, this))
    , m_tokenLine(nullptr)
    , m_token(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep it in the keychain"), this))
    , m_words(new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this))
{
    m_repository->setObjectName(QStringLiteral("repository"));
    m_repository->setAccessibleName(tr("Repository to ask GitHub about"));
    m_repository->setPlaceholderText(QStringLiteral("contoso/payments-api"));
    m_ask->setObjectName(QStringLiteral("askGithub"));
    m_ask->setAccessibleName(tr("Ask GitHub what this repository's subjects look like"));
    m_forget->setObjectName(QStringLiteral("forgetGithubToken"));
    m_token->setObjectName(QStringLiteral("githubToken"));
    m_token->setAccessibleName(tr("GitHub token"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setMaxLength(longestToken);
    m_token->setPlaceholderText(tr("Fine-grained token with “Actions: read”"));
    m_words->setWordWrap(true);
    build();
    connect(m_ask, &QPushButton::clicked, this, &RepositoryField::act);
    connect(m_forget, &QPushButton::clicked, this, &RepositoryField::forget);
    connect(m_repository, &QLineEdit::returnPressed, this, &RepositoryField::act);
    connect(m_repository, &QLineEdit::textChanged, this, &RepositoryField::showState);
    connect(m_token, &QLineEdit::returnPressed, this, &RepositoryField::act);
    say(tr("GitHub can tell which subject this repository's tokens carry, its ids among it. Only reads."), Ink::Text2);
    showState();
}

RepositoryField::~RepositoryField()
{
    if (m_asking)
        m_asking->request_stop();
}

void RepositoryField::build()
{
    auto *question = new QWidget(this);
    auto *line = new QHBoxLayout(question);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space2);
    line->addWidget(m_repository, 1);
    line->addWidget(m_ask);
    auto *token = new QWidget(this);
    auto *tokenColumn = new QVBoxLayout(token);
    tokenColumn->setContentsMargins(0, 0, 0, 0);
    tokenColumn->setSpacing(metrics::space1);
    tokenColumn->addWidget(m_token);
    tokenColumn->addWidget(m_keep);
    m_tokenLine = labelled(tr("GitHub token"), token);
    m_tokenLine->hide();
    auto *below = new QVBoxLayout;
    below->setContentsMargins(m_context.appearance.theme().px(formLabelWidth) + metrics::space4, 0, 0, 0);
    below->setSpacing(metrics::space1);
    below->addWidget(m_words);
    below->addWidget(m_forget, 0, Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space2);
    column->addWidget(labelled(tr("Ask GitHub"), question));
    column->addWidget(m_tokenLine);
    column->addLayout(below);
}

QWidget *RepositoryField::labelled(const QString &label, QWidget *input)
{
    const Theme &theme = m_context.appearance.theme();
    auto *line = new QWidget(this);
    auto *words = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, line);
    words->setValue(label);
    words->setElide(Qt::ElideRight);
    // As in a form's field: an eliding label ignores its own width otherwise.
    words->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    words->setFixedSize(theme.px(formLabelWidth), theme.px(metrics::control));
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space4);
    row->addWidget(words, 0, Qt::AlignTop);
    row->addWidget(input, 1);
    return line;
}

void RepositoryField::follow(const QUrl &api, const QString &owner, const QString &repository)
{
    const QString followed = owner.isEmpty() || repository.isEmpty() ? QString() : owner + u'/' + repository;
    if (!followed.isEmpty() && followed != m_followed)
        m_repository->setText(followed);
    m_followed = followed;
    if (m_api != api) {
        m_api = api;
        m_hasToken = false;
        if (isVisible())
            lookForToken();
    }
    showState();
}

void RepositoryField::setNotes(const QStringList &notes)
{
    if (!notes.isEmpty())
        say(notes.join(u' '), Ink::Text);
}

void RepositoryField::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookForToken();
}

void RepositoryField::lookForToken()
{
    if (!m_api.isValid())
        return;
    whenDone(m_context.workspace.repositories().hasToken(m_api), this, [this, api = m_api](const Result<bool> &has) {
        if (api != m_api)
            return;
        m_hasToken = has.value_or(false);
        showState();
    });
}

// The same button asks and stops asking; without a token it shows where one is to be typed.
void RepositoryField::act()
{
    if (m_asking) {
        m_asking->request_stop();
        return;
    }
    if (!m_ask->isEnabled())
        return;
    if (m_hasToken || !m_token->text().isEmpty())
        return ask();
    whenDone(m_context.workspace.repositories().hasToken(m_api), this, [this](const Result<bool> &has) {
        if (has.value_or(false))
            return ask();
        m_tokenLine->show();
        m_token->setFocus();
        say(tr("Enter a token for GitHub. It is sent to %1 and nowhere else.").arg(shown(m_api.host())), Ink::Text2);
    });
}

void RepositoryField::ask()
{
    if (m_asking)
        return;
    const QString repository = m_repository->text().trimmed();
    workspace::RepositoryQuestion question;
    question.api = m_api;
    question.owner = repository.section(u'/', 0, 0);
    question.repository = repository.section(u'/', 1);
    question.token = m_token->text().trimmed().toUtf8();
    question.keep = m_keep->isChecked() && !question.token.isEmpty();
    m_token->clear();
    m_asking.emplace();
    say(tr("Asking GitHub…"), Ink::Text2);
    showState();
    whenDone(m_context.workspace.repositories().ask(question, m_asking->get_token()), this,
             [this](const Result<workspace::RepositoryAnswer> &answer) { take(answer); });
}

void RepositoryField::take(const Result<workspace::RepositoryAnswer> &answer)
{
    m_asking.reset();
    if (!answer) {
        say(sentenceOf(answer.error()), Ink::Critical);
        if (answer.error().kind == ErrorKind::Unauthorized)
            m_hasToken = false;
        m_tokenLine->setVisible(!m_hasToken);
        showState();
        return;
    }
    m_hasToken = true;
    showState();
    say(answer->notKept ? auth::noKeychainSentence() : QString(), Ink::Text2);
    Q_EMIT answered(answer->tokens); // may end this: the form is built anew
}

void RepositoryField::forget()
{
    whenDone(m_context.workspace.repositories().forget(m_api), this, [this](const Result<void> &forgotten) {
        m_hasToken = false;
        if (forgotten)
            say(tr("The token is forgotten here. Revoke it in GitHub when nobody needs it any more."), Ink::Text2);
        else
            say(oneLine(forgotten.error()), Ink::Critical);
        showState();
    });
}

void RepositoryField::say(const QString &words, Ink ink)
{
    m_words->setInk(ink);
    m_words->setValue(words);
    m_words->setVisible(!words.isEmpty());
    m_repository->setAccessibleDescription(words);
}

void RepositoryField::showState()
{
    const QString repository = m_repository->text().trimmed();
    const bool isNamed = repository.count(u'/') == 1 && !repository.startsWith(u'/') && !repository.endsWith(u'/');
    m_ask->setText(m_asking ? tr("Stop") : tr("Ask"));
    if (!m_api.isValid())
        m_ask->setBlocked(tr("Type the server first."));
    else if (!isNamed)
        m_ask->setBlocked(tr("Type owner/repository."));
    else
        m_ask->setBlocked(QString());
    m_forget->setVisible(m_hasToken && !m_asking);
    if (m_hasToken)
        m_tokenLine->hide();
}

} // namespace symbolon::ui
