// SPDX-License-Identifier: Apache-2.0
#include "program.h"

#include "base/log.h"

namespace symbolon::app {

// In the order in which the one needs the other; they go in the opposite one.
struct Program::House
{
    std::unique_ptr<Composition> composition;
    std::unique_ptr<ui::Context> context;
    std::unique_ptr<ui::MainWindow> window;
};

Program::Program(Options options, Desktop desktop, Tuning tuning, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_desktop(std::move(desktop))
    , m_tuning(std::move(tuning))
{
}

Program::~Program() = default;

Result<void> Program::open()
{
    return build().map([this](std::unique_ptr<House> house) { m_house = std::move(house); });
}

Result<std::unique_ptr<Program::House>> Program::build()
{
    workspace::SignInSettings chosen = m_desktop.settings.signIn();
    Options options = withSettings(m_options, chosen);
    auto made = Composition::make(options, m_desktop.opener, m_tuning);
    if (!made && m_options.cloud.isEmpty() && !options.cloud.isEmpty()) {
        qCWarning(logUi, "The cloud that was chosen cannot be used: %s", qUtf8Printable(oneLine(made.error())));
        options = m_options;
        made = Composition::make(options, m_desktop.opener, m_tuning);
    }
    if (!made)
        return failure(made.error());
    auto house = std::make_unique<House>();
    House *const place = house.get();
    house->composition = std::move(*made);
    workspace::Workspace &workspace = house->composition->workspace();
    workspace.setKeepsCache(m_desktop.settings.keepsCache());
    const auto asking = [place](const std::function<ui::AskPath(QWidget *)> &ask) -> ui::AskPath {
        if (!ask)
            return {};
        return [place, ask](const QString &proposed, std::function<void(const QString &)> took) {
            ask(place->window.get())(proposed, std::move(took));
        };
    };
    house->context = std::make_unique<ui::Context>(ui::Context{
        .workspace = workspace,
        .worker = m_worker,
        .appearance = m_desktop.appearance,
        .settings = m_desktop.settings,
        .clipboard = m_desktop.clipboard,
        .askSavePath = asking(m_desktop.askSavePath),
        .clock = m_tuning.clock,
        .openUrl = [this](const QUrl &url) { static_cast<void>(m_desktop.opener.open(url)); },
        .askOpenPath = asking(m_desktop.askOpenPath),
        .askFolder = asking(m_desktop.askFolder),
        .clipboardText = m_desktop.clipboardText,
        .cloud = {options.cloud, m_options.demo || !m_options.cloud.isEmpty() || !m_options.authorityHost.isEmpty(),
                  [this](auth::Way way) { changeCloud(way); }}});
    if (m_desktop.showsCache)
        workspace.openCache();
    house->window = std::make_unique<ui::MainWindow>(*house->context);
    return house;
}

// Asked for by a button of the window that goes: in a moment, when nothing of it is at work any more.
void Program::changeCloud(auth::Way way)
{
    const auto change = [this, way] {
        Result<std::unique_ptr<House>> next = build();
        if (!next) {
            qCWarning(logUi, "The cloud cannot be changed: %s", qUtf8Printable(oneLine(next.error())));
            return;
        }
        // Shown before the other one is closed: a program without a window ends. It may stay, for drafts that are in it.
        (*next)->window->setGeometry(m_house->window->geometry());
        (*next)->window->show();
        if (!m_house->window->close())
            return;
        m_house = std::move(*next);
        Q_EMIT reopened();
        workspace::Workspace &workspace = m_house->composition->workspace();
        auth::SignInChoice choice = workspace.signInChoice();
        choice.way = way;
        workspace.chooseSignIn(choice);
        workspace.signIn();
    };
    QMetaObject::invokeMethod(this, change, Qt::QueuedConnection);
}

ui::MainWindow &Program::window()
{
    return *m_house->window;
}

ui::Context &Program::context()
{
    return *m_house->context;
}

Composition &Program::composition()
{
    return *m_house->composition;
}

} // namespace symbolon::app
