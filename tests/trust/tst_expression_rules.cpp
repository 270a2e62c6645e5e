// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_rules.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {

class TestExpressionRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsIssuers_data();
    void knowsIssuers();
    void judges_data();
    void judges();
    void namesHostileClaimsVisibly();
};

void TestExpressionRules::knowsIssuers_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("platform"); // empty: none
    const auto row = [](const QString &issuer, const QString &platform) {
        QTest::newRow(qPrintable(issuer)) << issuer << platform;
    };
    row(u"https://token.actions.githubusercontent.com"_s, u"GitHub"_s);
    row(u"https://token.actions.githubusercontent.com/"_s, {});
    row(u"https://token.actions.githubusercontent.com/contoso"_s, {});
    row(u"https://token.actions.contoso.ghe.com"_s, {});
    row(u"https://github.contoso.com/_services/token"_s, {});
    row(u"https://gitlab.com"_s, u"GitLab"_s);
    row(u"https://gitlab.contoso.com"_s, u"GitLab"_s);
    row(u"https://gitlab.dev.contoso.ca"_s, u"GitLab"_s);
    row(u"https://gitlab.contoso.net"_s, {});
    row(u"https://code.contoso.com"_s, {});
    row(u"https://gitlab.contoso.com/git"_s, {});
    row(u"https://app.terraform.io"_s, u"HCP Terraform"_s);
    row(u"https://app.eu.terraform.io"_s, u"HCP Terraform"_s);
    row(u"https://tfe.contoso.com"_s, {});
    row(u"HTTPS://gitlab.com"_s, {});
}

void TestExpressionRules::knowsIssuers()
{
    QFETCH(QString, issuer);
    QFETCH(QString, platform);
    const auto rules = expressionRules(issuer);
    QCOMPARE(rules.has_value(), !platform.isEmpty());
    if (rules)
        QCOMPARE(rules->platform, platform);
}

void TestExpressionRules::judges_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("codes");
    const auto github = u"https://token.actions.githubusercontent.com"_s;
    const auto row = [](const char *name, const QString &issuer, const QString &expression, const QStringList &codes) {
        QTest::newRow(name) << issuer << expression << codes;
    };
    row("GitHub", github, u"claims['sub'] matches 'repo:a/b:*' and claims['repository_id'] eq '1'"_s, {});
    row("GitHub by owner", github, u"claims['sub'] matches 'repo:a/*' and claims['repository_owner_id'] eq '1'"_s, {});
    row("GitHub, sub alone", github, u"claims['sub'] matches 'repo:a/b:*'"_s, {u"expression-no-immutable-id"_s});
    row("GitHub, workflow alone", github, u"claims['job_workflow_ref'] matches 'a/b/*'"_s,
        {u"expression-no-sub"_s, u"expression-no-immutable-id"_s});
    row("GitHub, id by wildcard", github, u"claims['sub'] eq 'a' and claims['repository_id'] matches '1*'"_s,
        {u"expression-operator"_s});
    row("GitHub, other claim", github,
        u"claims['sub'] eq 'a' and claims['repository_id'] eq '1' and claims['actor'] eq 'me'"_s,
        {u"expression-claim"_s});
    row("GitLab", u"https://gitlab.com"_s,
        u"claims['sub'] matches 'project_path:a/*' and claims['project_id'] eq '7'"_s, {});
    row("GitLab, sub alone", u"https://gitlab.com"_s, u"claims['sub'] eq 'a'"_s, {u"expression-no-immutable-id"_s});
    row("Terraform", u"https://app.terraform.io"_s, u"claims['sub'] matches 'organization:a:*'"_s, {});
    row("Terraform, other claim", u"https://app.terraform.io"_s,
        u"claims['sub'] eq 'a' and claims['terraform_run_id'] eq 'r'"_s, {u"expression-claim"_s});
    row("no supported issuer", u"https://idp.contoso.com"_s, u"claims['sub'] eq 'a'"_s, {u"expression-issuer"_s});
    row("no issuer", {}, u"claims['sub'] eq 'a'"_s, {});
}

void TestExpressionRules::judges()
{
    QFETCH(QString, issuer);
    QFETCH(QString, expression);
    const auto comparisons = parseExpression(expression);
    QVERIFY(comparisons);
    QCOMPARE(expressionText(*comparisons), expression);
    QStringList codes;
    const QList<Remark> remarks = judgeComparisons(issuer, *comparisons);
    for (const Remark &remark : remarks) {
        QCOMPARE(remark.level, RemarkLevel::Warning);
        QCOMPARE(remark.field, Field::Expression);
        QVERIFY(remark.text.endsWith(u'.'));
        codes << remark.code;
    }
    QTEST(codes, "codes");
}

void TestExpressionRules::namesHostileClaimsVisibly()
{
    const QList<Remark> remarks =
        judgeComparisons(u"https://gitlab.com"_s, {{u"su\u202Eb%2"_s, Comparison::Operator::Eq, u"a"_s}});
    QVERIFY(!remarks.isEmpty());
    QVERIFY(!remarks.first().text.contains(QChar(0x202E)));
    QVERIFY(remarks.first().text.contains(u"GitLab"));
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestExpressionRules)
#include "tst_expression_rules.moc"
