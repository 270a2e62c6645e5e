// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/sign_in_page.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {
constexpr int columnWidth = 440;
constexpr int markSide = 56;
} // namespace

SignInPage::SignInPage(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_mark(new QWidget(this))
    , m_sentence(new PlainLabel(context.appearance, TextStyle::Body, Ink::Text2, this))
    , m_signIn(new Button(context.appearance, tr("Sign in"), ButtonRole::Primary, Glyph::SignIn, this))
    , m_cancel(new Button(context.appearance, tr("Cancel"), ButtonRole::Secondary, Glyph::None, this))
    , m_error(new Banner(context.appearance, context.clipboard, this))
{
    setObjectName(QStringLiteral("signInPage"));
    const Theme &theme = context.appearance.theme();
    m_mark->setFixedSize(theme.px(markSide), theme.px(markSide));
    auto *title = new PlainLabel(context.appearance, TextStyle::PageTitle, Ink::Text, this);
    title->setValue(QStringLiteral("Symbolon"));
    title->setAlignment(Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setFixedWidth(theme.px(columnWidth));
    m_error->setFixedWidth(theme.px(columnWidth));
    m_error->setObjectName(QStringLiteral("signInError"));
    m_signIn->setObjectName(QStringLiteral("signIn"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(metrics::space2));
    buttons->addStretch(1);
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(metrics::space2));
    layout->addStretch(2);
    layout->addWidget(m_mark, 0, Qt::AlignHCenter);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addSpacing(theme.px(metrics::space2));
    layout->addLayout(buttons);
    layout->addSpacing(theme.px(metrics::space4));
    layout->addWidget(m_error, 0, Qt::AlignHCenter);
    layout->addStretch(3);

    connect(m_signIn, &QPushButton::clicked, &context.workspace, &workspace::Workspace::signIn);
    connect(m_cancel, &QPushButton::clicked, &context.workspace, &workspace::Workspace::cancelSignIn);
    connect(&context.workspace, &workspace::Workspace::sessionChanged, this, &SignInPage::showSession);
    connect(&context.appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    showSession();
}

void SignInPage::showSession()
{
    const workspace::SessionState &session = m_context.workspace.session();
    const bool running = session.phase == workspace::SessionPhase::SigningIn;
    m_sentence->setValue(running
                             ? (m_context.workspace.isDemo()
                                    ? tr("Signing in to the built-in demo tenant.")
                                    : tr("Go on in the browser window that has opened. This page follows by itself."))
                             : tr("Sign in to see which workloads can act in your tenant without a secret, and what "
                                  "they could reach."));
    m_signIn->setVisible(!running);
    m_cancel->setVisible(running);
    if (!session.error || running) {
        m_error->hide();
        return;
    }
    const ErrorText words = explain(*session.error);
    QString text = words.explanation;
    if (!text.isEmpty() && !text.endsWith(QLatin1Char('.')))
        text += QLatin1Char('.');
    text += QLatin1Char(' ') + words.nextStep;
    m_error->say({Level::Critical, words.title, text.trimmed(), words.details.join(QLatin1Char('\n'))});
}

void SignInPage::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_context.appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.page);
    paintGlyph(&painter, m_mark->geometry(), Glyph::Symbolon, theme.accent);
}

} // namespace symbolon::ui
