// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/models/findings_model.h"
#include "ui/models/identity_model.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statepane.h"

#include <QPushButton>
#include <QTest>

using namespace symbolon;
using workspace::SyncPhase;

namespace {

ui::Banner *bannerOf(const QWidget *page)
{
    return page->findChild<ui::Banner *>(QStringLiteral("syncBanner"));
}

QString textOf(const QWidget *widget)
{
    QStringList words;
    for (const ui::PlainLabel *label : widget->findChildren<ui::PlainLabel *>())
        words.append(label->value());
    return words.join(QLatin1Char('\n'));
}

QPushButton *buttonOf(const QWidget *widget, const QString &text)
{
    for (QPushButton *button : widget->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

} // namespace

class WindowFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultWhileReadingIsSaidAndWhatWasReadStays_data();
    void aFaultWhileReadingIsSaidAndWhatWasReadStays();
    void nothingReadSaysWhyAndOffersRetry_data();
    void nothingReadSaysWhyAndOffersRetry();
    void aFailedSignInIsSaid();
    void aWrongClockIsSaidWithOneButton();
    void aWrongClockIsSaidWhereNobodyGetsIn();
};

void WindowFaultsTest::aFaultWhileReadingIsSaidAndWhatWasReadStays_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("target");
    const QList<std::pair<const char *, demo::FaultKind>> kinds{
        {"no answer", demo::FaultKind::Silent}, {"garbage", demo::FaultKind::Garbage}, {"cut", demo::FaultKind::Cut}};
    for (const auto &kind : kinds) {
        for (const char *target : {"/beta/applications", "arm"})
            QTest::addRow("%s from %s", kind.first, target)
                << static_cast<int>(kind.second) << QString::fromLatin1(target);
    }
}

void WindowFaultsTest::aFaultWhileReadingIsSaidAndWhatWasReadStays()
{
    QFETCH(int, kind);
    QFETCH(QString, target);
    test::DemoWindow demo;
    demo.signIn();
    QCOMPARE(demo.workspace().syncState().phase, SyncPhase::Complete);
    ui::IdentitiesPage *page = demo.window().identities();
    const int rows = page->model()->rowCount();
    const auto known = demo.workspace().identities().size();
    QVERIFY(rows > 10);
    QVERIFY(bannerOf(page)->isHidden());

    demo.server().setFault(target.toStdString(), static_cast<demo::FaultKind>(kind));
    demo.readAgain();
    QCOMPARE(demo.workspace().syncState().phase, SyncPhase::Partial);
    QVERIFY(bannerOf(page)->isVisible());
    QVERIFY(textOf(bannerOf(page)).contains(QStringLiteral("could not be read")));
    auto *copy = bannerOf(page)->findChild<ui::CopyButton *>();
    QVERIFY(copy->isVisible());
    copy->click();
    QVERIFY(!demo.copied().isEmpty());
    QCOMPARE(demo.workspace().identities().size(), known);
    QCOMPARE(page->model()->rowCount(), rows);

    demo.server().clearFaults();
    QPushButton *retry = buttonOf(bannerOf(page), QStringLiteral("Retry"));
    QVERIFY(retry);
    retry->click();
    QTRY_COMPARE_WITH_TIMEOUT(demo.workspace().syncState().phase, SyncPhase::Complete, 20'000);
    QTRY_VERIFY(bannerOf(page)->isHidden());
    QCOMPARE(page->model()->rowCount(), rows);
}

void WindowFaultsTest::nothingReadSaysWhyAndOffersRetry_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("no answer") << static_cast<int>(demo::FaultKind::Silent);
    QTest::newRow("garbage") << static_cast<int>(demo::FaultKind::Garbage);
    QTest::newRow("cut") << static_cast<int>(demo::FaultKind::Cut);
}

void WindowFaultsTest::nothingReadSaysWhyAndOffersRetry()
{
    QFETCH(int, kind);
    test::DemoWindow demo;
    demo.server().setFault("graph", static_cast<demo::FaultKind>(kind));
    demo.server().setFault("arm", static_cast<demo::FaultKind>(kind));
    demo.signIn();
    QCOMPARE(demo.workspace().syncState().phase, SyncPhase::Partial);
    ui::IdentitiesPage *page = demo.window().identities();
    auto *state = page->findChild<ui::StatePane *>(QStringLiteral("listState"));
    QTRY_COMPARE(state->state(), ui::StatePane::State::Error);
    QVERIFY(state->isVisible());
    demo.server().clearFaults();
    QPushButton *retry = buttonOf(state, QStringLiteral("Retry"));
    QVERIFY(retry);
    retry->click();
    QTRY_COMPARE_WITH_TIMEOUT(demo.workspace().syncState().phase, SyncPhase::Complete, 20'000);
    QTRY_VERIFY(page->model()->rowCount() > 10);
    QVERIFY(!state->isVisible());
}

void WindowFaultsTest::aFailedSignInIsSaid()
{
    test::DemoWindow demo;
    QCOMPARE(demo.window().place(), ui::MainWindow::Place::SignIn);
    demo.server().setFault("login", demo::FaultKind::Garbage);
    demo.workspace().signIn();
    auto *error = demo.window().findChild<ui::Banner *>(QStringLiteral("signInError"));
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 20'000);
    QCOMPARE(demo.window().place(), ui::MainWindow::Place::SignIn);
    demo.server().clearFaults();
    demo.window().findChild<QPushButton *>(QStringLiteral("signIn"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(demo.window().place(), ui::MainWindow::Place::Identities, 20'000);
}

void WindowFaultsTest::aWrongClockIsSaidWithOneButton()
{
    test::DemoWindow demo;
    demo::TroublePlan plan;
    plan.clockSkew = 2 * 3600 + 5 * 60;
    demo.server().setTrouble(plan);
    demo.signIn();
    auto *banner = demo.window().findChild<ui::Banner *>(QStringLiteral("sessionBanner"));
    QVERIFY(banner);
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(textOf(banner).contains(QStringLiteral("2 h 5 min behind")), qPrintable(textOf(banner)));
    demo.server().setTrouble({});
    QPushButton *again = buttonOf(banner, QStringLiteral("Try again"));
    QVERIFY(again);
    again->click();
    QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), 20'000);
    demo.waitUntilRead();
    QCOMPARE(demo.workspace().syncState().phase, SyncPhase::Complete);
}

void WindowFaultsTest::aWrongClockIsSaidWhereNobodyGetsIn()
{
    test::DemoWindow demo;
    demo::TroublePlan plan;
    plan.clockSkew = -3 * 24 * 3600;
    demo::TroubleRule refusal;
    refusal.service = "login";
    refusal.path = "*/token";
    refusal.status = 400;
    plan.rules = {refusal};
    demo.server().setTrouble(plan);
    demo.workspace().signIn();
    auto *error = demo.window().findChild<ui::Banner *>(QStringLiteral("signInError"));
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 20'000);
    QVERIFY2(textOf(error).contains(QStringLiteral("3 days ahead")), qPrintable(textOf(error)));
    demo.server().setTrouble({});
    QPushButton *again = buttonOf(error, QStringLiteral("Try again"));
    QVERIFY(again);
    again->click();
    QTRY_COMPARE_WITH_TIMEOUT(demo.window().place(), ui::MainWindow::Place::Identities, 20'000);
}

QTEST_MAIN(WindowFaultsTest)

#include "tst_window_faults.moc"
