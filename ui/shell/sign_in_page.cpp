// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/sign_in_page.h"

#include "ui/shell/device_prompt.h"
#include "ui/shell/registration_pane.h"
#include "ui/shell/session_words.h"
#include "ui/shell/settings.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {
constexpr int columnWidth = 440;
constexpr int registrationWidth = 680;
constexpr int markSide = 56;

// The mark, in the accent.
class Mark final : public QWidget
{
public:
    Mark(const Appearance &appearance, QWidget *parent)
        : QWidget(parent)
        , m_appearance(appearance)
    {
        setFixedSize(appearance.theme().px(markSide), appearance.theme().px(markSide));
        connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintGlyph(&painter, rect(), Glyph::Symbolon, m_appearance.theme().accent);
    }

private:
    const Appearance &m_appearance;
};
} // namespace

SignInPage::SignInPage(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_firstWay(context.workspace.signInChoice().way)
{
    setObjectName(QStringLiteral("signInPage"));
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Sign in"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    setPlane(scroll->viewport(), Plane::Tone::Page);
    scroll->setWidget(buildColumn());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(m_signIn, &QPushButton::clicked, this, [this] { signIn(m_firstWay); });
    connect(m_cancel, &QPushButton::clicked, &context.workspace, &workspace::Workspace::cancelSignIn);
    connect(m_error, &Banner::actionTriggered, this, &SignInPage::helpWithError);
    connect(m_device, &DevicePromptPanel::openAsked, this, [this](const QUrl &address) { m_context.openUrl(address); });
    connect(&context.workspace, &workspace::Workspace::sessionChanged, this, &SignInPage::showSession);
    connect(&context.appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    const auth::SignInChoice choice = context.workspace.signInChoice();
    m_registration->setSettings({context.cloud.chosen, choice});
    const bool personal = choice.way != auth::Way::Token && choice.way != auth::Way::Workload;
    m_ways->setEnabled(personal);
    openRegistration(choice.clientId.isEmpty() && personal && !context.workspace.isDemo());
    // The cloud that was chosen earlier cannot be used any more: it is there to be mended.
    const workspace::SignInSettings kept = context.settings.signIn();
    if (!context.cloud.isFixed && context.cloud.change && kept.cloud != context.cloud.chosen) {
        m_registration->setSettings(kept);
        openRegistration(true);
        static_cast<void>(m_registration->check());
    }
    showSession();
}

QWidget *SignInPage::buildColumn()
{
    const Theme &theme = m_context.appearance.theme();
    auto *column = new QWidget;
    setPlane(column, Plane::Tone::Page);
    m_mark = new Mark(m_context.appearance, column);
    m_sentence = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, column);
    m_signIn = new Button(m_context.appearance, tr("Sign in"), ButtonRole::Primary, Glyph::SignIn, column);
    m_cancel = new Button(m_context.appearance, tr("Cancel"), ButtonRole::Secondary, Glyph::None, column);
    m_error = new Banner(m_context.appearance, m_context.clipboard, column);
    m_device = new DevicePromptPanel(m_context.appearance, m_context.clipboard, column);
    RegistrationPane::AskFile askFile;
    if (m_context.askOpenPath)
        askFile = [this](std::function<void(const QString &)> chosen) {
            m_context.askOpenPath(tr("Cloud files (*.json)"), std::move(chosen));
        };
    QString whyFixed;
    if (m_context.cloud.isFixed || !m_context.cloud.change)
        whyFixed = m_context.workspace.isDemo() ? tr("The built-in demo tenant is in use.")
                                                : tr("Named on the command line.");
    m_registration =
        new RegistrationPane(m_context.appearance, m_context.clipboard, whyFixed, std::move(askFile), column);
    auto *title = new PlainLabel(m_context.appearance, TextStyle::PageTitle, Ink::Text, column);
    title->setValue(QStringLiteral("Symbolon"));
    title->setAlignment(Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setFixedWidth(theme.px(columnWidth));
    m_device->setFixedWidth(theme.px(columnWidth));
    m_error->setFixedWidth(theme.px(columnWidth));
    m_error->setObjectName(QStringLiteral("signInError"));
    m_signIn->setObjectName(QStringLiteral("signIn"));
    m_registration->setFixedWidth(theme.px(registrationWidth));
    m_registration->setObjectName(QStringLiteral("registration"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(metrics::space2));
    buttons->addStretch(1);
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    m_ways = buildWays(column);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(theme.px(metrics::space6), theme.px(metrics::space6), theme.px(metrics::space6),
                               theme.px(metrics::space6));
    layout->setSpacing(theme.px(metrics::space2));
    layout->addStretch(2);
    layout->addWidget(m_mark, 0, Qt::AlignHCenter);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addSpacing(theme.px(metrics::space2));
    layout->addWidget(m_device, 0, Qt::AlignHCenter);
    layout->addLayout(buttons);
    layout->addWidget(m_ways, 0, Qt::AlignHCenter);
    layout->addSpacing(theme.px(metrics::space4));
    layout->addWidget(m_error, 0, Qt::AlignHCenter);
    layout->addWidget(m_registration, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return column;
}

QWidget *SignInPage::buildWays(QWidget *parent)
{
    auto *ways = new QWidget(parent);
    auto *row = new QHBoxLayout(ways);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(m_context.appearance.theme().px(metrics::space4));
    const auto add = [&](const QString &name, const QString &text) {
        auto *button = new Button(m_context.appearance, text, ButtonRole::Link, Glyph::None, ways);
        button->setObjectName(name);
        row->addWidget(button);
        return button;
    };
    const auto addWay = [&](auth::Way way, const QString &name, const QString &text) {
        if (way != m_firstWay)
            connect(add(name, text), &QPushButton::clicked, this, [this, way] { signIn(way); });
    };
    addWay(auth::Way::Browser, QStringLiteral("signInBrowser"), tr("In the browser"));
    addWay(auth::Way::Device, QStringLiteral("signInDevice"), tr("With a code on any device"));
    if (!m_context.workspace.isDemo())
        addWay(auth::Way::AzureCli, QStringLiteral("signInAzureCli"), tr("As in the Azure CLI"));
    m_toggle = add(QStringLiteral("registrationToggle"), tr("Tenant and app registration"));
    m_toggle->setCheckable(true);
    connect(m_toggle, &QPushButton::toggled, this, [this](bool open) { m_registration->setVisible(open); });
    return ways;
}

void SignInPage::openRegistration(bool open)
{
    m_toggle->setChecked(open);
    m_registration->setVisible(open);
}

void SignInPage::signIn(auth::Way way)
{
    workspace::Workspace &workspace = m_context.workspace;
    auth::SignInChoice choice = workspace.signInChoice();
    if (choice.way != auth::Way::Token && choice.way != auth::Way::Workload) {
        choice.way = way;
        if (m_toggle->isChecked()) {
            if (!m_registration->check())
                return;
            workspace::SignInSettings settings = m_registration->settings();
            const bool otherCloud = settings.cloud != m_context.cloud.chosen;
            if (!m_context.cloud.isFixed) // else they would be taken for another cloud's at the next start
                m_context.settings.setSignIn(settings);
            if (otherCloud && m_context.cloud.change)
                return m_context.cloud.change(way);
            choice = settings.choice;
            choice.way = way;
        }
        workspace.chooseSignIn(choice);
    }
    workspace.signIn();
}

void SignInPage::showSession()
{
    const workspace::SessionState &session = m_context.workspace.session();
    const bool running = session.phase == workspace::SessionPhase::SigningIn;
    const bool device = running && session.device.has_value();
    if (device)
        m_device->setPrompt(*session.device);
    m_device->setVisible(device);
    QString sentence = tr("Sign in to see which workloads can act in your tenant without a secret, and what they could "
                          "reach.");
    if (device)
        sentence = tr("Open this page in a browser on any device, type the code, and sign in there.");
    else if (running && m_context.workspace.signInChoice().way == auth::Way::AzureCli)
        sentence = tr("Asking the Azure CLI for the session that it has.");
    else if (running && m_context.workspace.isDemo())
        sentence = tr("Signing in to the built-in demo tenant.");
    else if (running)
        sentence = tr("Go on in the browser window that has opened. This page follows by itself.");
    m_sentence->setValue(sentence);
    m_signIn->setVisible(!running);
    m_cancel->setVisible(running);
    m_ways->setVisible(!running);
    m_registration->setVisible(!running && m_toggle->isChecked());
    showError();
}

void SignInPage::showError()
{
    const workspace::SessionState &session = m_context.workspace.session();
    const auto clock = clockWords(m_context.workspace);
    if (clock && session.phase == workspace::SessionPhase::SignedOut) {
        m_error->setAction(0, tr("Try again"));
        m_error->say(*clock);
        return;
    }
    // Whoever pressed Cancel knows.
    const bool quiet = session.error && session.error->kind == ErrorKind::Cancelled && session.error->message.isEmpty();
    if (!session.error || quiet || session.phase == workspace::SessionPhase::SigningIn) {
        m_error->hide();
        return;
    }
    const ErrorText words = explain(*session.error);
    QString text = words.explanation;
    if (!text.isEmpty() && !text.endsWith(QLatin1Char('.')))
        text += QLatin1Char('.');
    text += QLatin1Char(' ') + words.nextStep;
    const bool consent = session.error->kind == ErrorKind::ConsentNeeded
        && !m_context.workspace.adminConsentUrl().isEmpty();
    m_error->setAction(0, consent ? tr("Copy the link for an administrator") : tr("Try again"));
    m_error->say({Level::Critical, words.title, text.trimmed(), words.details.join(QLatin1Char('\n'))});
}

void SignInPage::helpWithError()
{
    const workspace::SessionState &session = m_context.workspace.session();
    const QUrl consent = m_context.workspace.adminConsentUrl();
    const bool clockIsRight = m_context.workspace.clockDifference().count() == 0;
    if (clockIsRight && session.error && session.error->kind == ErrorKind::ConsentNeeded && !consent.isEmpty())
        m_context.clipboard(consent.toString(QUrl::FullyEncoded));
    else
        signIn(m_context.workspace.signInChoice().way);
}

void SignInPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.appearance.theme().page);
}

} // namespace symbolon::ui
