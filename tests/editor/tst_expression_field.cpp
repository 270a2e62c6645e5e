// SPDX-License-Identifier: Apache-2.0
// An expression as it is typed: what is offered, where it stops being one, what is said and mended; examples, and tokens
// of one's own held against it.
#include "ui/editor/expression_edit.h"
#include "ui/editor/expression_field.h"
#include "ui/editor/sample_list.h"
#include "ui/editor/token_trial.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QVBoxLayout>

#include <memory>

using namespace symbolon;
using namespace symbolon::ui;
using namespace Qt::StringLiterals;

namespace {

const QString github = u"https://token.actions.githubusercontent.com"_s;

trust::FederatedCredential credentialOf(const QString &expression)
{
    trust::FederatedCredential credential;
    credential.issuer = github;
    credential.expression = trust::ClaimsExpression{expression, 1};
    credential.audiences = {u"api://AzureADTokenExchange"_s};
    return credential;
}

// The field in a window of its own, with something behind it that Tab leads to.
struct Bench
{
    explicit Bench(const Appearance &appearance)
        : field(new ExpressionField(appearance, u"Expression"_s, &window))
        , next(new QLineEdit(&window))
    {
        auto *column = new QVBoxLayout(&window);
        column->addWidget(field);
        column->addWidget(next);
        field->setIssuer(github);
        window.resize(420, 300);
        window.show();
        window.activateWindow();
    }

    [[nodiscard]] ExpressionEdit &edit() const { return *field->edit(); }
    [[nodiscard]] QAbstractItemView *popup() const { return field->edit()->completer()->popup(); }
    [[nodiscard]] QStringList offered() const
    {
        QStringList texts;
        const QAbstractItemModel *model = field->edit()->completer()->completionModel();
        for (int row = 0; row < model->rowCount(); ++row)
            texts << model->index(row, 0).data().toString();
        return texts;
    }
    // The characters under a wave.
    [[nodiscard]] QString marked() const
    {
        const QTextBlock block = field->edit()->document()->firstBlock();
        const QString line = block.text();
        QString text;
        const auto formats = block.layout()->formats();
        for (const QTextLayout::FormatRange &range : formats) {
            if (range.format.underlineStyle() == QTextCharFormat::WaveUnderline)
                text += QStringView(line).mid(range.start, range.length);
        }
        return text;
    }

    QWidget window;
    ExpressionField *field;
    QLineEdit *next;
};

} // namespace

class TestExpressionField final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_appearance.reset(); }
    void typingIsTold();
    void completesByKeyboard();
    void tabLeavesEnterDoesNothing();
    void escapeClosesTheListAlone();
    void theFaultIsMarkedWhereItIs();
    void remarksWaitForAPause();
    void aClickMends();
    void pastedLinesAreBlanks();
    void nothingIsLostOfAStrangeValue();
    void itIsAsHighAsItsText();
    void examplesAreShownLoudly();
    void aTokenOfOnesOwn();

private:
    std::unique_ptr<Appearance> m_appearance;
};

void TestExpressionField::initTestCase()
{
    m_appearance = std::make_unique<Appearance>(QApplication::font(), [] { return false; });
    m_appearance->install(*qApp);
}

void TestExpressionField::typingIsTold()
{
    Bench bench(*m_appearance);
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.edit().setFocus();
    QSignalSpy edited(bench.field, &ExpressionField::edited);
    QTest::keyClicks(&bench.edit(), u"claims['"_s);
    QCOMPARE(edited.count(), 8);
    QCOMPARE(bench.field->value(), u"claims['"_s);
    bench.field->setValue(u"claims['sub'] eq 'a'"_s);
    QCOMPARE(edited.count(), 8);
    QCOMPARE(bench.field->value(), u"claims['sub'] eq 'a'"_s);
    // Its colours are no change of it.
    bench.field->settle();
    QCOMPARE(edited.count(), 8);
    QCOMPARE(QAccessible::queryAccessibleInterface(&bench.edit())->text(QAccessible::Name), u"Expression"_s);
}

void TestExpressionField::completesByKeyboard()
{
    Bench bench(*m_appearance);
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.edit().setFocus();
    QTest::keyClick(&bench.edit(), Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(bench.popup()->isVisible());
    QVERIFY(bench.offered().constFirst().startsWith(u"claims['sub']"));
    QTest::keyClick(bench.popup(), Qt::Key_Return);
    QCOMPARE(bench.field->value(), u"claims['sub']"_s);
    // The next one is offered by itself.
    QVERIFY(bench.popup()->isVisible());
    QCOMPARE(bench.offered().size(), 2);
    QTest::keyClick(bench.popup(), Qt::Key_Down);
    QTest::keyClick(bench.popup(), Qt::Key_Return);
    QCOMPARE(bench.field->value(), u"claims['sub'] matches '"_s);
    QVERIFY(!bench.popup()->isVisible());
    QTest::keyClicks(&bench.edit(), u"repo:contoso/app:*'"_s);
    // What Microsoft demands beside it, before anybody asks.
    QVERIFY(bench.popup()->isVisible());
    QVERIFY(bench.offered().constFirst().startsWith(u"and claims['repository_id']"));
    QTest::keyClick(bench.popup(), Qt::Key_Return);
    QTest::keyClick(bench.popup(), Qt::Key_Return);
    QTest::keyClicks(&bench.edit(), u"821'"_s);
    QCOMPARE(bench.field->value(),
             u"claims['sub'] matches 'repo:contoso/app:*' and claims['repository_id'] eq '821'"_s);
    QVERIFY(!bench.popup()->isVisible());
    // Typed under an open list, it narrows.
    bench.field->setValue(u"claims['"_s);
    QTest::keyClicks(&bench.edit(), u"repository_o"_s);
    QCOMPARE(bench.offered().size(), 1);
}

void TestExpressionField::tabLeavesEnterDoesNothing()
{
    Bench bench(*m_appearance);
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.edit().setFocus();
    bench.field->setValue(u"claims['sub'] eq 'a' "_s);
    QTest::keyClick(&bench.edit(), Qt::Key_Return);
    QTest::keyClick(&bench.edit(), Qt::Key_Enter);
    QTest::keyClick(&bench.edit(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(bench.field->value(), u"claims['sub'] eq 'a' "_s);
    bench.edit().offer();
    QVERIFY(bench.popup()->isVisible());
    QTest::keyClick(bench.popup(), Qt::Key_Tab);
    QVERIFY(!bench.popup()->isVisible());
    QCOMPARE(bench.field->value(), u"claims['sub'] eq 'a' "_s);
    QVERIFY(bench.next->hasFocus());
}

void TestExpressionField::escapeClosesTheListAlone()
{
    Bench bench(*m_appearance);
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.edit().setFocus();
    QTest::keyClicks(&bench.edit(), u"cl"_s);
    QVERIFY(bench.popup()->isVisible());
    QTest::keyClick(bench.popup(), Qt::Key_Escape);
    QVERIFY(!bench.popup()->isVisible());
    QCOMPARE(bench.field->value(), u"cl"_s);
    QVERIFY(bench.edit().hasFocus());
}

void TestExpressionField::theFaultIsMarkedWhereItIs()
{
    Bench bench(*m_appearance);
    const auto tell = [&bench](const QString &text) {
        bench.field->setValue(text);
        bench.field->setRemarks(
            {{u"expression"_s, trust::RemarkLevel::Error, u"wrong"_s, {}, u"expression-unreadable"_s}});
        bench.field->settle();
        return bench.marked();
    };
    QCOMPARE(tell(u"claims['sub'] like 'a'"_s), u" like"_s);
    QCOMPARE(tell(u"claims['sub'] eq 'a"_s), u"a"_s);
    QCOMPARE(tell(u"sub"_s), u"sub"_s);
    QCOMPARE(tell(QString()), QString());
    bench.field->setRemarks({});
    bench.field->setValue(u"claims['sub'] li"_s);
    QCOMPARE(bench.marked(), QString());
}

void TestExpressionField::remarksWaitForAPause()
{
    Bench bench(*m_appearance);
    const auto said = [&bench] {
        QStringList words;
        const QList<PlainLabel *> labels = bench.field->findChildren<PlainLabel *>();
        for (const PlainLabel *label : labels) {
            if (label->isVisibleTo(bench.field))
                words << label->value();
        }
        return words;
    };
    bench.field->setRemarks(
        {{u"expression"_s, trust::RemarkLevel::Warning, u"one"_s, {}, u"expression-claim"_s},
         {u"expression"_s, trust::RemarkLevel::Warning, u"two"_s, {}, u"expression-managed-identity"_s}});
    QTRY_COMPARE(said(), QStringList{u"two"_s}); // true whatever is typed
    bench.field->settle();
    QTRY_COMPARE(said(), QStringList({u"one"_s, u"two"_s}));
    QCOMPARE(bench.edit().accessibleDescription(), u"one two"_s);
}

void TestExpressionField::aClickMends()
{
    Bench bench(*m_appearance);
    bench.field->setValue(u"claims['sub'] matches 'repo:contoso/*:pull_request'"_s);
    bench.field->setRemarks(
        {{u"expression"_s, trust::RemarkLevel::Warning, u"names"_s, {}, u"expression-no-immutable-id"_s}});
    bench.field->settle();
    auto *mend = bench.field->findChild<Button *>();
    QVERIFY(mend);
    QVERIFY(mend->text().contains(u"repository_owner_id"));
    QSignalSpy edited(bench.field, &ExpressionField::edited);
    QTest::mouseClick(mend, Qt::LeftButton);
    QCOMPARE(edited.count(), 1);
    const QString mended = bench.field->value();
    QVERIFY(mended.endsWith(u" and claims['repository_owner_id'] eq ''"));
    QCOMPARE(bench.edit().textCursor().position(), static_cast<int>(mended.size()) - 1);
    QTest::keyClicks(&bench.edit(), u"55"_s);
    QVERIFY(bench.field->value().endsWith(u"eq '55'"));
}

void TestExpressionField::pastedLinesAreBlanks()
{
    Bench bench(*m_appearance);
    QApplication::clipboard()->setText(u"claims['sub'] eq 'a'\r\n  and claims['repository_id'] eq '1'\n"_s);
    bench.edit().paste();
    QCOMPARE(bench.field->value(), u"claims['sub'] eq 'a' and claims['repository_id'] eq '1'"_s);
    QCOMPARE(bench.edit().blockCount(), 1);
}

void TestExpressionField::nothingIsLostOfAStrangeValue()
{
    Bench bench(*m_appearance);
    QSignalSpy edited(bench.field, &ExpressionField::edited);
    for (const QString &strange : {u"claims['sub'] eq 'a\u202Eb'"_s, u"a\nb"_s, u"a\u00A0b"_s, u"a\u2029b\u0000c"_s,
                                   QString(QChar(0xD800)), u"\r\n"_s}) {
        bench.field->setValue(strange);
        QCOMPARE(bench.field->value(), strange);
        QVERIFY(bench.edit().isReadOnly());
        QVERIFY(bench.edit().toPlainText().contains(u"⟨U+"));
        QCOMPARE(bench.edit().blockCount(), 1);
    }
    bench.field->setValue(u"claims['sub'] eq 'a'"_s);
    QVERIFY(!bench.edit().isReadOnly());
    QCOMPARE(edited.count(), 0);
    // Pasted, they are seen, and one click removes them.
    QApplication::clipboard()->setText(u"\u200B"_s);
    bench.edit().paste();
    QCOMPARE(bench.field->value(), u"claims['sub'] eq 'a'\u200B"_s);
    QVERIFY(bench.edit().isReadOnly());
    bench.field->setRemarks({{u"expression"_s, trust::RemarkLevel::Warning, u"unseen"_s, u"claims['sub'] eq 'a'"_s,
                              u"invisible-characters"_s}});
    bench.field->settle();
    QTest::mouseClick(bench.field->findChild<Button *>(), Qt::LeftButton);
    QCOMPARE(bench.field->value(), u"claims['sub'] eq 'a'"_s);
    QVERIFY(!bench.edit().isReadOnly());
}

void TestExpressionField::itIsAsHighAsItsText()
{
    Bench bench(*m_appearance);
    QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
    const int one = bench.edit().height();
    bench.field->setValue(u"claims['sub'] matches 'repo:contoso/storefront:ref:refs/heads/*' and claims['a'] eq 'b'"_s);
    QTRY_VERIFY(bench.edit().height() > one);
    const int two = bench.edit().height();
    bench.field->setValue(QString(4'000, u'x'));
    QTRY_VERIFY(bench.edit().height() > two);
    QVERIFY(bench.edit().height() < 5 * one);
    bench.field->setValue(u"x"_s);
    QTRY_COMPARE(bench.edit().height(), one);
}

void TestExpressionField::examplesAreShownLoudly()
{
    SampleList list(*m_appearance);
    list.setExamples(trust::expressionExamples(credentialOf(u"claims['sub'] matches 'repo:contoso*'"_s)));
    auto *breadth = list.findChild<PlainLabel *>(u"breadth"_s);
    QVERIFY(breadth);
    QVERIFY(breadth->value().contains(u"stranger"));
    bool named = false;
    const QList<QWidget *> all = list.findChildren<QWidget *>();
    for (const QWidget *one : all)
        named = named || one->accessibleName().contains(u"stranger");
    QVERIFY(named);
}

void TestExpressionField::aTokenOfOnesOwn()
{
    TokenTrial trial(*m_appearance);
    trial.setCredential(
        credentialOf(u"claims['sub'] matches 'repo:contoso/app:*' and claims['repository_id'] eq '821'"_s));
    const auto told = [&trial] { return trial.told().join(u'|'); };
    trial.line()->setText(u"repo:contoso/app:pull_request"_s);
    QVERIFY2(told().contains(u"The rest depends") && told().contains(u"repository_id has to be “821”"),
             qPrintable(told()));
    trial.line()->setText(u"repo:contoso/cart:pull_request"_s);
    QVERIFY2(told().startsWith(u"Refused") && told().contains(u"does not match"), qPrintable(told()));
    const QByteArray claims = R"({"iss":"https://token.actions.githubusercontent.com","repository_id":821,)"
                              R"("sub":"repo:contoso/app:pull_request","aud":["api://AzureADTokenExchange"]})";
    const QByteArray token = "eyJhbGciOiJSUzI1NiJ9."
        + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".c2lnbmF0dXJl";
    trial.line()->setText(QString::fromLatin1(token));
    QCOMPARE(trial.line()->text(), u"repo:contoso/app:pull_request"_s); // the token itself is gone
    QVERIFY2(told().startsWith(u"Accepted"), qPrintable(told()));
    trial.line()->clear();
    QVERIFY(trial.told().isEmpty());
    trial.line()->setText(QString::fromLatin1(QByteArray(claims).replace("821", "822")));
    QVERIFY2(told().contains(u"repository_id is “822”, not “821”"), qPrintable(told()));
    // What is typed then is the same token with another subject.
    trial.line()->setText(u"repo:contoso/cart:pull_request"_s);
    QVERIFY2(told().contains(u"“822”"), qPrintable(told()));
    trust::FederatedCredential plain = credentialOf(QString());
    plain.expression.reset();
    plain.subject = u"repo:contoso/app:pull_request"_s;
    trial.line()->clear();
    trial.setCredential(plain);
    trial.line()->setText(u"repo:Contoso/app:pull_request"_s);
    QVERIFY2(told().contains(u"capital letters"), qPrintable(told()));
    trial.line()->setText(u"repo:contoso/app:pull_request"_s);
    QVERIFY2(told().startsWith(u"Accepted"), qPrintable(told()));
}

QTEST_MAIN(TestExpressionField)
#include "tst_expression_field.moc"
