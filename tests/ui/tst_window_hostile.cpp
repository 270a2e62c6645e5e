// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "demo/tenant.h"
#include "ui/demo_window.h"
#include "ui/flow/flow_view.h"
#include "ui/models/identity_model.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocumentFragment>

using namespace symbolon;

namespace {

QString markupName()
{
    return QStringLiteral("<img src=x onerror=1><b>Admin</b>");
}

QString bidiName()
{
    return QStringLiteral("abc\u202Egnp.exe\u0007\u200B<i>x</i>");
}

// What a person would read of a text that Qt may take for markup.
QString asShown(const QString &text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

bool hasRawInvisible(const QString &text)
{
    return text.contains(QChar(0x202E)) || text.contains(QChar(0x07)) || text.contains(QChar(0x200B));
}

// Everything that the window shows or says, by any way a widget has, as a person reads it: of these ways only tool tips
// read markup; labels are held to plain text apart.
QStringList everythingSaid(QWidget *window)
{
    QStringList said;
    QList<QWidget *> widgets = window->findChildren<QWidget *>();
    widgets.append(window);
    for (const QWidget *widget : widgets) {
        said << asShown(widget->toolTip()) << widget->windowTitle() << widget->accessibleName()
             << widget->accessibleDescription() << widget->statusTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            said << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            said << button->text();
        if (const auto *menu = qobject_cast<const QMenu *>(widget)) {
            for (const QAction *action : menu->actions())
                said << action->text() << asShown(action->toolTip());
        }
    }
    said.removeAll(QString());
    return said;
}

// The tenant, its people, groups and subscriptions are named by somebody too.
void nameEverything(demo::Service &service, const std::string &name)
{
    service.edit([&name](demo::Tenant &tenant) {
        tenant.displayName = name;
        for (demo::User &user : tenant.users)
            user.displayName = name;
        for (demo::Group &group : tenant.groups)
            group.displayName = name;
        for (demo::Subscription &subscription : tenant.subscriptions)
            subscription.displayName = name;
    });
}

// An identity that holds something through a group.
const workspace::IdentityRow *memberOfAGroup(const workspace::Workspace &workspace)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        for (const trust::Privilege &privilege : row.identity.privileges) {
            if (!privilege.throughGroup.isEmpty())
                return &row;
        }
    }
    return nullptr;
}

} // namespace

class WindowHostileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreShownAsText_data();
    void namesAreShownAsText();
};

void WindowHostileTest::namesAreShownAsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("markup") << markupName();
    QTest::newRow("bidi and control characters") << bidiName();
}

void WindowHostileTest::namesAreShownAsText()
{
    QFETCH(QString, name);
    test::DemoWindow demo;
    demo::Credential credential;
    credential.name = "planted";
    credential.issuer = "https://token.actions.githubusercontent.com";
    credential.subject = QStringLiteral("repo:contoso/%1:pull_request").arg(name).toStdString();
    credential.audiences = {"api://AzureADTokenExchange"};
    credential.description = name.toStdString();
    demo.server().addApplication({name.toStdString(), {credential}});
    nameEverything(demo.server().service(), name.toStdString());
    demo.signIn();
    QVERIFY(demo.workspace().tenant().displayName == name);
    QVERIFY(demo.window().windowTitle().contains(shown(name)));

    const workspace::IdentityRow *planted = nullptr;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.displayName == name)
            planted = &row;
    }
    QVERIFY(planted);
    const workspace::CredentialKey key{planted->key(), QStringLiteral("planted")};
    const workspace::IdentityRow *member = memberOfAGroup(demo.workspace());
    QVERIFY(member);
    const trust::IdentityKey memberKey = member->key();
    const std::function<void()> visits[] = {
        [&] { demo.window().showIdentity(key.identity, key.name); },
        [&] { demo.window().identities()->details()->showTab(ui::IdentityDetails::Tab::Permissions); },
        [&] { demo.window().identities()->details()->showTab(ui::IdentityDetails::Tab::Flow); },
        [&] { demo.window().identities()->details()->showTab(ui::IdentityDetails::Tab::Risks); },
        [&] {
            demo.window().go(ui::MainWindow::Place::Credentials);
            demo.window().credentials()->select(key);
        },
        [&] { demo.window().go(ui::MainWindow::Place::Findings); },
        [&] { demo.window().showIdentity(memberKey); },
        [&] { demo.window().identities()->details()->showTab(ui::IdentityDetails::Tab::Permissions); },
        [&] { demo.window().showFlow(key); },
        [&] { demo.window().addCredential(key.identity); },
        [&] { demo.window().editCredential(key); },
        [&] { demo.window().deleteCredential(key); },
    };
    static const QRegularExpression word(QStringLiteral("\\bAdmin\\b"));
    bool seen = false;
    for (const auto &visit : visits) {
        visit();
        QTest::qWait(1);
        for (const QLabel *label : demo.window().findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        const QStringList said = everythingSaid(&demo.window());
        for (const QString &text : said) {
            QVERIFY2(!hasRawInvisible(text), qPrintable(shown(text)));
            // Read as markup, a name that was taken over raw would have lost its tags.
            if (text.contains(word))
                QVERIFY2(text.contains(QStringLiteral("<b>Admin</b>")), qPrintable(text));
            seen = seen || text.contains(shown(name));
        }
    }
    QVERIFY(seen);

    // The table's own tool tips.
    const int row = demo.window().identities()->model()->rowOf(key.identity);
    QVERIFY(row >= 0);
    ui::TableView *table = demo.window().identities()->table();
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 40, 46);
    option.widget = table;
    const QString tip = table->cellDelegate()->toolTipText(option, demo.window().identities()->model()->index(row, 0));
    QVERIFY(tip.contains(name));
}

QTEST_MAIN(WindowHostileTest)

#include "tst_window_hostile.moc"
