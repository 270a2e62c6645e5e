// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "trust/validation.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

const auto exchangeAudience = u"api://AzureADTokenExchange"_s;

FederatedCredential good()
{
    FederatedCredential credential;
    credential.name = u"main-branch"_s;
    credential.issuer = u"https://token.actions.githubusercontent.com"_s;
    credential.subject = u"repo:contoso/platform:ref:refs/heads/main"_s;
    credential.audiences = {exchangeAudience};
    credential.description = u"Deploys the platform"_s;
    return credential;
}

ValidationContext publicCloud()
{
    ValidationContext context;
    context.exchangeAudience = exchangeAudience;
    context.knownExchangeAudiences = {exchangeAudience, u"api://AzureADTokenExchangeUSGov"_s,
                                      u"api://AzureADTokenExchangeChina"_s};
    return context;
}

QStringList codesOf(const QList<Remark> &remarks)
{
    QStringList codes;
    for (const Remark &remark : remarks)
        codes << (remark.level == RemarkLevel::Error ? u"E:"_s : u"W:"_s) + remark.code;
    return codes;
}

const Remark *find(const QList<Remark> &remarks, const QString &code)
{
    for (const Remark &remark : remarks) {
        if (remark.code == code)
            return &remark;
    }
    return nullptr;
}

} // namespace
} // namespace symbolon::trust

using Edit = std::function<void(symbolon::trust::FederatedCredential &, symbolon::trust::ValidationContext &)>;
Q_DECLARE_METATYPE(Edit)

namespace symbolon::trust {

class TestValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remarks_data();
    void remarks();
    void fixes_data();
    void fixes();
    void fixesSettleTheirRemark();
    void errorsComeFirstInFieldOrder();
    void textsShowHostileValues();
    void levelsAreTold();
    void hostileValuesAreJudged();
};

void TestValidation::remarks_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QStringList>("codes");
    const auto row = [](const char *name, const QStringList &codes, const Edit &edit) {
        QTest::newRow(name) << edit << codes;
    };
    const auto issuer = [](const QString &value) { return Edit([value](auto &c, auto &) { c.issuer = value; }); };
    const auto name = [](const QString &value) { return Edit([value](auto &c, auto &) { c.name = value; }); };
    const auto subject = [](const QString &value) { return Edit([value](auto &c, auto &) { c.subject = value; }); };
    const auto audience = [](const QStringList &value) {
        return Edit([value](auto &c, auto &) { c.audiences = value; });
    };

    row("nothing to say", {}, [](auto &, auto &) {});
    row("name missing", {u"E:name-missing"_s}, name(QString()));
    row("name of 2", {u"E:name-length"_s}, name(u"ab"_s));
    row("name of 3", {}, name(u"abc"_s));
    row("name of 120", {}, name(QString(120, u'a')));
    row("name of 121", {u"E:name-length"_s}, name(QString(121, u'a')));
    row("name with a blank", {u"E:name-pattern"_s}, name(u"storefront prod"_s));
    row("name with a leading dash", {u"E:name-pattern"_s}, name(u"-main"_s));
    row("name with an umlaut", {u"E:name-pattern"_s}, name(u"bücher"_s));
    row("name with a line feed at the end", {u"E:name-pattern"_s}, name(u"main\n"_s));
    row("name taken", {u"E:name-taken"_s}, [](auto &, auto &context) {
        context.others = {good()};
        context.others[0].subject = u"other"_s;
    });
    row("name taken but for case, application", {}, [](auto &c, auto &context) {
        context.others = {good()};
        context.others[0].subject = u"other"_s;
        c.name = u"Main-Branch"_s;
    });
    row("name taken but for case, managed identity", {u"E:name-taken"_s}, [](auto &c, auto &context) {
        context.kind = IdentityKind::ManagedIdentity;
        context.others = {good()};
        context.others[0].subject = u"other"_s;
        c.name = u"Main-Branch"_s;
        c.description.clear();
    });
    row("existing name is not judged", {}, [](auto &c, auto &context) {
        c.name = u"a b"_s;
        context.creating = false;
    });

    row("issuer missing", {u"E:issuer-missing"_s}, issuer(QString()));
    row("issuer without scheme", {u"E:issuer-not-url"_s}, issuer(u"idp.contoso.com"_s));
    row("issuer without host", {u"E:issuer-not-url"_s}, issuer(u"https:///path"_s));
    row("issuer with a blank inside", {u"E:issuer-not-url"_s}, issuer(u"https://idp contoso.com"_s));
    row("issuer http", {u"W:issuer-not-https"_s}, issuer(u"http://idp.contoso.com"_s));
    row("issuer in capitals", {}, issuer(u"HTTPS://idp.contoso.com"_s));
    row("issuer with a port", {}, issuer(u"https://idp.contoso.com:8443/a"_s));
    row("issuer with user", {u"W:issuer-extra-parts"_s}, issuer(u"https://me@idp.contoso.com"_s));
    row("issuer with query", {u"W:issuer-extra-parts"_s}, issuer(u"https://idp.contoso.com/?a=b"_s));
    row("issuer with fragment", {u"W:issuer-extra-parts"_s}, issuer(u"https://idp.contoso.com/#a"_s));
    row("issuer with blanks around", {u"W:surrounding-blanks"_s}, issuer(u" https://idp.contoso.com"_s));
    row("issuer with a line feed", {u"W:surrounding-blanks"_s}, issuer(u"https://idp.contoso.com\n"_s));
    row("issuer with a zero width space", {u"W:invisible-characters"_s}, issuer(u"https://idp.contoso.com/\u200B"_s));
    row("issuer of 600", {}, issuer(u"https://idp.contoso.com/"_s + QString(576, u'a')));
    row("issuer of 601", {u"E:issuer-length"_s}, issuer(u"https://idp.contoso.com/"_s + QString(577, u'a')));
    row("slash forbidden", {u"W:trailing-slash"_s}, [](auto &c, auto &context) {
        c.issuer += u'/';
        context.trailingSlash = TrailingSlash::Forbidden;
    });
    row("slash required", {u"W:trailing-slash"_s},
        [](auto &, auto &context) { context.trailingSlash = TrailingSlash::Required; });
    row("slash required and there", {}, [](auto &c, auto &context) {
        c.issuer += u'/';
        context.trailingSlash = TrailingSlash::Required;
    });
    row("slash of an unknown platform", {}, [](auto &c, auto &) { c.issuer += u'/'; });

    row("subject missing", {u"E:subject-missing"_s}, [](auto &c, auto &) { c.subject.reset(); });
    row("subject empty", {u"E:subject-missing"_s}, subject(QString()));
    row("subject of 600", {}, subject(QString(600, u's')));
    row("subject of 601", {u"E:subject-length"_s}, subject(QString(601, u's')));
    row("subject with a star", {u"W:subject-wildcard"_s}, subject(u"repo:contoso/*:pull_request"_s));
    row("subject with a question mark", {u"W:subject-wildcard"_s}, subject(u"line-?"_s));
    row("subject with a blank behind", {u"W:surrounding-blanks"_s}, subject(u"workload "_s));
    row("subject with a blank inside", {}, subject(u"repo:contoso/platform:environment:North Europe"_s));
    row("subject with bidi", {u"W:invisible-characters"_s}, subject(u"work\u202Eload"_s));

    const auto expression = [](const QString &value) {
        return Edit([value](auto &c, auto &) {
            c.issuer = u"https://app.terraform.io"_s; // where sub alone is enough
            c.subject.reset();
            c.expression = ClaimsExpression{value, 1};
        });
    };
    row("expression", {}, expression(u"claims['sub'] matches 'repo:contoso/*'"_s));
    row("expression with a subject", {u"E:subject-and-expression"_s}, [](auto &c, auto &) {
        c.issuer = u"https://app.terraform.io"_s;
        c.expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
    });
    row("expression against the issuer's rules", {u"W:expression-no-immutable-id"_s}, [](auto &c, auto &) {
        c.issuer = u"https://gitlab.com"_s;
        c.subject.reset();
        c.expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
    });
    row("expression unreadable", {u"E:expression-unreadable"_s}, expression(u"claims['sub'] like 'a'"_s));
    row("expression empty", {u"E:expression-unreadable"_s}, expression(QString()));
    row("expression with bidi", {u"W:invisible-characters"_s}, expression(u"claims['sub'] eq 'a\u202Eb'"_s));
    row("expression of another language", {u"E:expression-version"_s}, [](auto &c, auto &) {
        c.issuer = u"https://app.terraform.io"_s;
        c.subject.reset();
        c.expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 2};
    });

    row("no audience", {u"E:audience-count"_s}, audience({}));
    row("empty audience", {u"E:audience-count"_s}, audience({QString()}));
    row("two audiences", {u"E:audience-count"_s}, audience({exchangeAudience, exchangeAudience}));
    row("audience of 601", {u"E:audience-length"_s, u"W:audience-not-default"_s}, audience({QString(601, u'a')}));
    row("audience of another cloud", {u"W:audience-other-cloud"_s}, audience({u"api://AzureADTokenExchangeUSGov"_s}));
    row("audience of its own", {u"W:audience-not-default"_s}, audience({u"my-app"_s}));
    row("audience in other case", {u"W:audience-not-default"_s}, audience({u"api://azureadtokenexchange"_s}));
    row("audience with a blank", {u"W:surrounding-blanks"_s, u"W:audience-not-default"_s},
        audience({exchangeAudience + u' '}));
    row("audience fixed by the platform", {}, [](auto &c, auto &context) {
        c.audiences = {u"us-east-1:1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5a6b"_s};
        context.platformFixesAudience = true;
    });
    row("cloud unknown", {}, [](auto &c, auto &context) {
        c.audiences = {u"my-app"_s};
        context.exchangeAudience.clear();
    });

    row("description of 600", {}, [](auto &c, auto &) { c.description = QString(600, u'd'); });
    row("description of 601", {u"E:description-length"_s}, [](auto &c, auto &) { c.description = QString(601, u'd'); });
    row("description on a managed identity", {u"E:description-not-kept"_s},
        [](auto &, auto &context) { context.kind = IdentityKind::ManagedIdentity; });

    const auto crowd = [](int count) {
        QList<FederatedCredential> others;
        for (int i = 0; i < count; ++i) {
            others.append(good());
            others.last().name = u"other-%1"_s.arg(i);
            others.last().subject = u"subject-%1"_s.arg(i);
        }
        return others;
    };
    row("the twentieth", {}, [crowd](auto &, auto &context) { context.others = crowd(19); });
    row("one too many", {u"E:too-many"_s}, [crowd](auto &, auto &context) { context.others = crowd(20); });
    row("change of one among twenty", {}, [crowd](auto &, auto &context) {
        context.others = crowd(19);
        context.creating = false;
    });
    row("issuer and subject taken", {u"E:duplicate"_s}, [](auto &, auto &context) {
        context.others = {good()};
        context.others[0].name = u"older"_s;
        context.others[0].audiences = {u"another"_s};
    });
    row("issuer and subject differ in case", {}, [](auto &, auto &context) {
        context.others = {good()};
        context.others[0].name = u"older"_s;
        context.others[0].subject = good().subject->toUpper();
    });
    row("issuer and expression taken", {u"E:duplicate"_s}, [](auto &c, auto &context) {
        c.issuer = u"https://app.terraform.io"_s;
        c.subject.reset();
        c.expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
        context.others = {c};
        context.others[0].name = u"older"_s;
    });
    row("expression that another has as subject", {}, [](auto &c, auto &context) {
        c.issuer = u"https://app.terraform.io"_s;
        context.others = {c};
        context.others[0].name = u"older"_s;
        context.others[0].subject = u"claims['sub'] eq 'a'"_s;
        c.subject.reset();
        c.expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
    });
}

void TestValidation::remarks()
{
    QFETCH(Edit, edit);
    QFETCH(QStringList, codes);
    FederatedCredential credential = good();
    ValidationContext context = publicCloud();
    edit(credential, context);
    const QList<Remark> remarks = validate(credential, context);
    QCOMPARE(codesOf(remarks), codes);
    for (const Remark &remark : remarks)
        QVERIFY2(remark.text.endsWith(u'.') || remark.text.contains(u'⟨'), qPrintable(remark.text));
}

void TestValidation::fixes_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("fix");
    const auto row = [](const char *name, const char *code, const QString &fix, const Edit &edit) {
        QTest::newRow(name) << edit << QString::fromLatin1(code) << fix;
    };
    row("name with a blank", "name-pattern", u"storefront-prod"_s,
        [](auto &c, auto &) { c.name = u"storefront prod"_s; });
    row("name with punctuation", "name-pattern", u"a-b-c"_s, [](auto &c, auto &) { c.name = u"_a: b!c?"_s; });
    row("name of nothing usable", "name-pattern", QString(), [](auto &c, auto &) { c.name = u"???"_s; });
    row("blanks", "surrounding-blanks", u"https://idp.contoso.com"_s,
        [](auto &c, auto &) { c.issuer = u"\t https://idp.contoso.com\u200B "_s; });
    row("tag characters", "invisible-characters", u"workload"_s,
        [](auto &c, auto &) { c.subject = u"work\U000E0041load"_s; });
    row("slash wanted", "trailing-slash", u"https://token.actions.githubusercontent.com/"_s,
        [](auto &, auto &context) { context.trailingSlash = TrailingSlash::Required; });
    row("slashes unwanted", "trailing-slash", u"https://token.actions.githubusercontent.com"_s,
        [](auto &c, auto &context) {
            c.issuer += u"//"_s;
            context.trailingSlash = TrailingSlash::Forbidden;
        });
    row("other cloud", "audience-other-cloud", exchangeAudience,
        [](auto &c, auto &) { c.audiences = {u"api://AzureADTokenExchangeChina"_s}; });
    row("own audience", "audience-not-default", QString(), [](auto &c, auto &) { c.audiences = {u"mine"_s}; });
    row("audience but for case", "audience-not-default", exchangeAudience,
        [](auto &c, auto &) { c.audiences = {u"API://AzureADTokenExchange"_s}; });
}

void TestValidation::fixes()
{
    QFETCH(Edit, edit);
    QFETCH(QString, code);
    QFETCH(QString, fix);
    FederatedCredential credential = good();
    ValidationContext context = publicCloud();
    edit(credential, context);
    const QList<Remark> remarks = validate(credential, context);
    const Remark *remark = find(remarks, code);
    QVERIFY2(remark, qPrintable(codesOf(remarks).join(u' ')));
    QCOMPARE(remark->fix, fix);
}

void TestValidation::fixesSettleTheirRemark()
{
    FederatedCredential credential = good();
    credential.name = u"main branch"_s;
    credential.issuer = u" https://token.actions.githubusercontent.com/ "_s;
    credential.subject = u"\u200Bsub\u2060ject "_s;
    credential.audiences = {u"api://AzureADTokenExchangeUSGov"_s};
    ValidationContext context = publicCloud();
    context.trailingSlash = TrailingSlash::Forbidden;
    for (int round = 0; round < 8; ++round) {
        const QList<Remark> remarks = validate(credential, context);
        if (remarks.isEmpty())
            return;
        const Remark &remark = remarks.first();
        QVERIFY2(!remark.fix.isEmpty(), qPrintable(remark.code));
        switch (remark.field) {
        case Field::Name:
            credential.name = remark.fix;
            break;
        case Field::Issuer:
            credential.issuer = remark.fix;
            break;
        case Field::Subject:
            credential.subject = remark.fix;
            break;
        case Field::Audience:
            credential.audiences = {remark.fix};
            break;
        case Field::General:
        case Field::Expression:
        case Field::Description:
            QFAIL(qPrintable(remark.code));
        }
    }
    QFAIL("The fixes never end.");
}

void TestValidation::errorsComeFirstInFieldOrder()
{
    FederatedCredential credential;
    credential.name = u"x"_s;
    credential.issuer = u"http://idp.contoso.com/ "_s;
    credential.subject = u"*"_s;
    credential.description = QString(700, u'd');
    ValidationContext context = publicCloud();
    context.others = QList<FederatedCredential>(20, good());
    context.trailingSlash = TrailingSlash::Forbidden;
    QCOMPARE(codesOf(validate(credential, context)),
             QStringList({u"E:too-many"_s, u"E:name-length"_s, u"E:audience-count"_s, u"E:description-length"_s,
                          u"W:surrounding-blanks"_s, u"W:issuer-not-https"_s, u"W:trailing-slash"_s,
                          u"W:subject-wildcard"_s}));
}

void TestValidation::textsShowHostileValues()
{
    FederatedCredential credential = good();
    ValidationContext context = publicCloud();
    context.others = {good()};
    context.others[0].name = u"<b>\u202Eold</b>"_s;
    credential.audiences = {u"a\u202Eb"_s};
    const QList<Remark> remarks = validate(credential, context);
    QVERIFY(remarks.size() >= 2);
    for (const Remark &remark : remarks)
        QVERIFY2(!hasInvisible(remark.text), qPrintable(remark.text));
    QVERIFY(find(remarks, u"duplicate"_s)->text.contains(u"<b>⟨U+202E⟩old</b>"_s));
}

void TestValidation::levelsAreTold()
{
    FederatedCredential credential = good();
    QVERIFY(!hasErrors(validate(credential, publicCloud())));
    QVERIFY(!hasWarnings(validate(credential, publicCloud())));
    credential.subject = u"a*"_s;
    QVERIFY(!hasErrors(validate(credential, publicCloud())));
    QVERIFY(hasWarnings(validate(credential, publicCloud())));
    credential.name.clear();
    QVERIFY(hasErrors(validate(credential, publicCloud())));
}

void TestValidation::hostileValuesAreJudged()
{
    QRandomGenerator random(20261122);
    for (int round = 0; round < 500; ++round) {
        const auto noise = [&random] {
            QString text;
            const int length = random.bounded(40);
            for (int i = 0; i < length; ++i)
                text += QChar(
                    static_cast<char16_t>(random.bounded(4) == 0 ? random.bounded(0x10000) : random.bounded(0x80)));
            return text;
        };
        FederatedCredential credential;
        credential.name = noise();
        credential.issuer = (random.bounded(2) ? u"https://"_s : QString()) + noise();
        if (random.bounded(2))
            credential.subject = noise();
        if (random.bounded(2))
            credential.expression = ClaimsExpression{u"claims['sub'] eq '"_s + noise() + u'\'', 1};
        credential.audiences = {noise()};
        ValidationContext context = publicCloud();
        context.trailingSlash = static_cast<TrailingSlash>(random.bounded(3));
        const QList<Remark> remarks = validate(credential, context);
        for (const Remark &remark : remarks) {
            QVERIFY(!remark.code.isEmpty());
            QVERIFY2(!hasInvisible(remark.text), qPrintable(shown(remark.text)));
        }
    }
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestValidation)
#include "tst_validation.moc"
