// SPDX-License-Identifier: Apache-2.0
#include "exchange/narration.h"
#include "ui/flow/flow_export.h"
#include "ui/flow/flow_layout.h"
#include "ui/flow/flow_painter.h"
#include "ui/flow/flow_scene.h"
#include "ui/flow/flow_steps_model.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QGuiApplication>
#include <QImage>
#include <QTest>
#include <QXmlStreamReader>

namespace symbolon::ui {
namespace {

using trust::FederatedCredential;
using trust::Identity;

Identity identityNamed(const QString &name)
{
    Identity identity;
    identity.key.id = QStringLiteral("d2706e4f-58ab-41c9-9be3-7f14c0a8e562");
    identity.displayName = name;
    identity.clientId = QStringLiteral("4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1");
    return identity;
}

FederatedCredential credentialFor(const QString &subject)
{
    FederatedCredential credential;
    credential.name = QStringLiteral("main-branch");
    credential.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    credential.subject = subject;
    credential.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    return credential;
}

exchange::Setting setting()
{
    exchange::Setting result;
    result.login = QUrl(QStringLiteral("https://login.example"));
    result.resource = QUrl(QStringLiteral("https://arm.example"));
    result.resourceScope = QStringLiteral("https://arm.example/.default");
    result.tenantId = QStringLiteral("b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643");
    result.tenantName = QStringLiteral("Contoso");
    result.platformName = QStringLiteral("GitHub Actions");
    return result;
}

exchange::Narration storyWith(const QString &subject, const QString &presented = {})
{
    const FederatedCredential credential = credentialFor(subject);
    if (presented.isEmpty())
        return exchange::narrate(identityNamed(QStringLiteral("gh-platform-deploy")), credential, setting());
    trust::PresentedClaims token;
    token.issuer = credential.issuer;
    token.subject = presented;
    token.audience = credential.audiences.first();
    return exchange::narrate(identityNamed(QStringLiteral("gh-platform-deploy")), credential, setting(), token);
}

FlowLook lookOf(bool dark)
{
    const TypeScale scale(QGuiApplication::font());
    const Theme theme = dark ? Theme::dark(scale) : Theme::light(scale);
    return FlowLook(theme, [](QPainter &, const QRectF &, Glyph, const QColor &) {});
}

const QString hostileSubject = QStringLiteral("repo:<img src=x onerror=1><b>Admin</b>&\u202E:ref:\u0007")
    + QString(900, u'w');

} // namespace

class TestFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layoutHoldsTogether_data();
    void layoutHoldsTogether();
    void arrowsMeetTheirLifelines();
    void layoutIsDeterministic();
    void invisibleCharactersAreShown();
    void svgIsWellFormedAndHoldsNoForeignMarkup();
    void pngShowsSomething_data();
    void pngShowsSomething();
    void failedStepStopsTheStory();
    void stepsModelPassesTheTester();
    void sceneSelectsSteps();
};

void TestFlow::layoutHoldsTogether_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<qreal>("width");
    for (const qreal width : {320.0, 388.0, 560.0, 640.0, 860.0, 1600.0}) {
        QTest::addRow("plain %.0f", width) << QStringLiteral("repo:contoso/platform:ref:refs/heads/main") << width;
        QTest::addRow("hostile %.0f", width) << hostileSubject << width;
    }
}

void TestFlow::layoutHoldsTogether()
{
    QFETCH(QString, subject);
    QFETCH(qreal, width);
    const ExchangeLayout layout = layOut(storyWith(subject), lookOf(false).fonts, width);
    QCOMPARE(layout.participants.size(), 5);
    QCOMPARE(layout.steps.size(), 7);
    const QRectF whole(QPointF(0, 0), layout.size);
    for (qsizetype i = 1; i < layout.participants.size(); ++i)
        QVERIFY(layout.participants.at(i - 1).area.right() < layout.participants.at(i).area.left());
    for (qsizetype i = 1; i < layout.steps.size(); ++i)
        QVERIFY(layout.steps.at(i - 1).area.bottom() <= layout.steps.at(i).area.top() + 0.01);
    const auto fits = [&whole](const FlowPart &part, const QFont &title, const QFont &small, const QFont &mono) {
        for (const FlowText &text : part.texts) {
            const QFont &font = text.font == FlowText::Font::Title ? title
                : text.font == FlowText::Font::Small               ? small
                                                                   : mono;
            QVERIFY(whole.contains(text.rect));
            QVERIFY2(QFontMetricsF(font).horizontalAdvance(text.text) <= text.rect.width() + 1 || text.centred,
                     qPrintable(text.text));
        }
        for (const FlowLine &line : part.lines) {
            for (const QPointF &point : line.points)
                QVERIFY(whole.contains(point));
        }
    };
    const FlowFonts fonts = lookOf(false).fonts;
    for (const FlowPart &part : layout.participants)
        fits(part, fonts.title, fonts.small, fonts.mono);
    for (const FlowPart &part : layout.steps) {
        fits(part, fonts.title, fonts.small, fonts.mono);
        for (const FlowText &text : part.texts)
            QVERIFY(part.area.contains(text.rect));
    }
}

void TestFlow::arrowsMeetTheirLifelines()
{
    const exchange::Narration story = storyWith(QStringLiteral("repo:contoso/platform:ref:refs/heads/main"));
    const ExchangeLayout layout = layOut(story, lookOf(false).fonts, 860);
    for (qsizetype row = 0; row < story.steps.size(); ++row) {
        const exchange::Step &step = story.steps.at(row);
        const QPolygonF arrow = layout.steps.at(row).lines.first().points;
        QVERIFY(qAbs(arrow.first().x() - layout.lifelines.at(static_cast<int>(step.from))) < 8);
        QVERIFY(qAbs(arrow.last().x() - layout.lifelines.at(static_cast<int>(step.to))) < 8);
    }
}

void TestFlow::layoutIsDeterministic()
{
    const exchange::Narration story = storyWith(hostileSubject);
    const FlowLook look = lookOf(true);
    QCOMPARE(flowAsSvg(layOut(story, look.fonts, 700), look, QString()).value(),
             flowAsSvg(layOut(story, look.fonts, 700), look, QString()).value());
}

void TestFlow::invisibleCharactersAreShown()
{
    const ExchangeLayout layout = layOut(storyWith(hostileSubject), lookOf(false).fonts, 860);
    for (const FlowPart &step : layout.steps) {
        for (const FlowText &text : step.texts) {
            QVERIFY(!text.full.contains(QChar(0x202E)));
            QVERIFY(!text.full.contains(QChar(0x0007)));
        }
    }
}

void TestFlow::svgIsWellFormedAndHoldsNoForeignMarkup()
{
    const FlowLook look = lookOf(false);
    const Result<QByteArray> svg = flowAsSvg(layOut(storyWith(hostileSubject), look.fonts, 860), look, hostileSubject);
    QVERIFY(svg.has_value());
    QXmlStreamReader reader(*svg);
    int texts = 0;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement) {
            QVERIFY(reader.name() != u"img" && reader.name() != u"b" && reader.name() != u"script");
            texts += reader.name() == u"text" ? 1 : 0;
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(texts > 14);
}

void TestFlow::pngShowsSomething_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addRow("light") << false;
    QTest::addRow("dark") << true;
}

void TestFlow::pngShowsSomething()
{
    QFETCH(bool, dark);
    const FlowLook look = lookOf(dark);
    const ExchangeLayout layout =
        layOut(storyWith(QStringLiteral("repo:contoso/platform:ref:refs/heads/main")), look.fonts, 860);
    const Result<QByteArray> png = flowAsPng(layout, look, 2);
    QVERIFY(png.has_value());
    const QImage image = QImage::fromData(*png, "PNG");
    QCOMPARE(image.size(), (layout.size * 2).toSize());
    qsizetype drawn = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            drawn += image.pixelColor(x, y) != look.ground ? 1 : 0;
    }
    QVERIFY(drawn > image.width() * image.height() / 60);
}

void TestFlow::failedStepStopsTheStory()
{
    const exchange::Narration story = storyWith(QStringLiteral("repo:contoso/platform:ref:refs/heads/main"),
                                                QStringLiteral("repo:contoso/platform:ref:refs/heads/release"));
    QVERIFY(!story.accepted);
    QCOMPARE(story.code, QStringLiteral("AADSTS700213"));
    const ExchangeLayout layout = layOut(story, lookOf(false).fonts, 860);
    QCOMPARE(layout.steps.at(4).lines.first().role, FlowRole::Failed);
    QVERIFY(layout.steps.at(5).lines.first().hollow);
    QVERIFY(layout.steps.at(6).lines.first().dashed);
}

void TestFlow::stepsModelPassesTheTester()
{
    FlowStepsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setNarration(storyWith(QStringLiteral("repo:contoso/platform:ref:refs/heads/main")));
    QCOMPARE(model.rowCount(), 7);
    const int title = static_cast<int>(FlowStepsModel::Column::Title);
    QCOMPARE(model.index(4, title).data().toString(), model.narration().steps.at(4).title);
    model.setNarration({});
    QCOMPARE(model.rowCount(), 0);
}

void TestFlow::sceneSelectsSteps()
{
    FlowScene scene;
    const FlowLook look = lookOf(false);
    scene.show(layOut(storyWith(QStringLiteral("repo:contoso/platform:ref:refs/heads/main")), look.fonts, 860), look);
    scene.selectStep(4);
    QCOMPARE(scene.selectedStep(), 4);
    scene.show(layOut(storyWith(QStringLiteral("repo:contoso/platform:ref:refs/heads/dev")), look.fonts, 860), look);
    QCOMPARE(scene.selectedStep(), 4);
}

} // namespace symbolon::ui

QTEST_MAIN(symbolon::ui::TestFlow)
#include "tst_flow.moc"
