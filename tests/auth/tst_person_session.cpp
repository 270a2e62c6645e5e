// SPDX-License-Identifier: Apache-2.0
#include "auth/log_capture.h"
#include "auth/person_house.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using auth::AccountInfo;
using auth::Session;
using net::Service;
using test::Answer;
using test::await;
using test::FakeLogin;
using test::Form;
using test::Outcome;

namespace {

using House = test::PersonHouse;
using State = Session::State;

// A browser that a person never gets to the end of.
class IdleOpener final : public auth::UrlOpener
{
public:
    QList<QUrl> opened;
    Future<void> open(const QUrl &url) override
    {
        opened << url;
        return readyFuture<void>(Result<void>());
    }
};

class BrokenOpener final : public auth::UrlOpener
{
public:
    Future<void> open(const QUrl & /*url*/) override
    {
        return readyFuture<void>(failure(Error{.kind = ErrorKind::Storage, .message = QStringLiteral("no browser")}));
    }
};

QStringList writing()
{
    return auth::editScopes();
}

// Without a person there is no writing: what was consented to is less.
std::optional<Answer> nobodyConsentedToWriting(const Form &form)
{
    if (form.value(QStringLiteral("grant_type")) == u"refresh_token"
        && form.value(QStringLiteral("scope")).contains(writing().constFirst()))
        return FakeLogin::refusal("invalid_grant", "AADSTS65001: nobody consented");
    return std::nullopt;
}

} // namespace

class TestPersonSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<State>(); }

    void signsInAndGivesOutBothTokens()
    {
        House house;
        const auto session = house.session();
        QSignalSpy states(session.get(), &Session::stateChanged);
        QSignalSpy notices(session.get(), &Session::notice);
        const auto account = await(session->signIn({}));
        QVERIFY2(account, account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(account->username, QStringLiteral("dana@contoso.example"));
        QCOMPARE(account->displayName, QStringLiteral("Dana"));
        QCOMPARE(session->account(), *account);
        QCOMPARE(states.size(), 3);
        QCOMPARE(states[0][0].value<State>(), State::AwaitingPerson);
        QCOMPARE(states[1][0].value<State>(), State::Redeeming);
        QCOMPARE(states[2][0].value<State>(), State::SignedIn);
        QVERIFY(session->holdsScopes(auth::browseScopes()));
        QVERIFY(!session->holdsScopes(writing()));

        QCOMPARE(await(session->token(Service::Graph, {})).value(), QByteArray("access-1"));
        QCOMPARE(await(session->token(Service::Arm, {})).value(), QByteArray("access-2"));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-2")));
        QVERIFY(!house.keeps(QStringLiteral("refresh-1")));
        QCOMPARE(notices.size(), 0);

        // The authorize request holds what the standard asks for.
        const auto asked = house.login.authorizations.first();
        QCOMPARE(asked.value(QStringLiteral("response_type")), QStringLiteral("code"));
        QCOMPARE(asked.value(QStringLiteral("code_challenge_method")), QStringLiteral("S256"));
        QCOMPARE(asked.value(QStringLiteral("scope")),
                 QStringLiteral("openid profile offline_access http://127.0.0.1:1/graph/User.Read "
                                "http://127.0.0.1:1/graph/Application.Read.All "
                                "http://127.0.0.1:1/arm/user_impersonation"));
        QCOMPARE(asked.value(QStringLiteral("claims")),
                 QStringLiteral(R"({"access_token":{"xms_cc":{"values":["cp1"]}}})"));
        // A token request names one resource.
        QVERIFY(!house.login.tokenRequests[0]
                     .value(QStringLiteral("scope"))
                     .contains(QStringLiteral("user_impersonation")));
        QCOMPARE(house.login.tokenRequests[1].value(QStringLiteral("scope")),
                 QStringLiteral("openid profile offline_access http://127.0.0.1:1/arm/user_impersonation"));
    }

    void everySignInHasItsOwnStateNonceAndChallenge()
    {
        House house;
        for (int round = 0; round < 2; ++round)
            QVERIFY(await(house.session()->signIn({})));
        const auto &asked = house.login.authorizations;
        for (const char *name : {"state", "nonce", "code_challenge"}) {
            QVERIFY(asked[0].value(QString::fromLatin1(name)).size() >= 43);
            QVERIFY(asked[0].value(QString::fromLatin1(name)) != asked[1].value(QString::fromLatin1(name)));
        }
    }

    void failuresLeadBack_data()
    {
        QTest::addColumn<QByteArray>("redirect");
        QTest::addColumn<QByteArray>("refusal");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("declined") << QByteArray("error=access_denied&error_subcode=cancel") << QByteArray()
                                  << QByteArray() << ErrorKind::Cancelled;
        QTest::newRow("consent") << QByteArray("error=consent_required") << QByteArray() << QByteArray()
                                 << ErrorKind::ConsentNeeded;
        QTest::newRow("another code") << QByteArray("code=stolen") << QByteArray() << QByteArray()
                                      << ErrorKind::Unauthorized;
        QTest::newRow("refused") << QByteArray() << QByteArray("invalid_grant") << QByteArray()
                                 << ErrorKind::Unauthorized;
        QTest::newRow("another sign-in's id token")
            << QByteArray() << QByteArray() << QByteArray("replayed") << ErrorKind::Protocol;
    }
    void failuresLeadBack()
    {
        QFETCH(QByteArray, redirect);
        QFETCH(QByteArray, refusal);
        QFETCH(QByteArray, nonce);
        House house;
        house.login.redirectError = redirect;
        if (!nonce.isEmpty())
            house.login.nonce = nonce;
        house.login.trouble = [&refusal](const Form &) -> std::optional<Answer> {
            if (refusal.isEmpty())
                return std::nullopt;
            return FakeLogin::refusal(refusal);
        };
        const auto session = house.session();
        const auto account = await(session->signIn({}));
        QVERIFY(!account);
        QTEST(account.error().kind, "kind");
        QCOMPARE(session->state(), State::SignedOut);
        QCOMPARE(session->account(), AccountInfo());
        QVERIFY(house.secrets.kept.isEmpty());
        QCOMPARE(await(session->token(Service::Graph, {})).error().kind, ErrorKind::Unauthorized);

        // And the way is open again.
        house.login.redirectError.clear();
        house.login.nonce.reset();
        house.login.trouble = {};
        QVERIFY(await(session->signIn({})));
    }

    void aBrowserThatDoesNotOpenEndsTheSignIn()
    {
        House house;
        BrokenOpener opener;
        const auto session = house.session(&opener);
        const auto account = await(session->signIn({}));
        QVERIFY(!account);
        QCOMPARE(account.error().message, QStringLiteral("no browser"));
        QCOMPARE(session->state(), State::SignedOut);
    }

    void cancelAndTimeout()
    {
        House house;
        IdleOpener opener;
        auth::SignInConfig config = house.login.config();
        config.patience = std::chrono::milliseconds(1);
        const auto impatient = house.session(config, &opener);
        QCOMPARE(await(impatient->signIn({})).error().kind, ErrorKind::Timeout);
        QCOMPARE(impatient->state(), State::SignedOut);

        const auto session = house.session(&opener);
        const auto stop = std::make_unique<std::stop_source>();
        const Outcome<AccountInfo> outcome(session->signIn(stop->get_token()));
        QCOMPARE(session->state(), State::AwaitingPerson);
        // One sign-in at a time.
        QCOMPARE(await(session->signIn({})).error().kind, ErrorKind::Conflict);
        stop->request_stop();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
        QCOMPARE(session->state(), State::SignedOut);
    }

    void destroyedWhileThePersonIsAway()
    {
        House house;
        IdleOpener opener;
        auto session = house.session(&opener);
        const Outcome<AccountInfo> outcome(session->signIn({}));
        session.reset();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::OwnerGone);
    }

    void restoresWithoutAPerson()
    {
        House house;
        QVERIFY(house.earlierRun());

        const auto session = house.session();
        QSignalSpy states(session.get(), &Session::stateChanged);
        const auto restored = await(session->restore({}));
        QVERIFY2(restored, restored ? "" : qPrintable(oneLine(restored.error())));
        QVERIFY(*restored);
        QCOMPARE((*restored)->username, QStringLiteral("dana@contoso.example"));
        QCOMPARE(states.size(), 2);
        QCOMPARE(states[0][0].value<State>(), State::Restoring);
        QCOMPARE(session->state(), State::SignedIn);
        QCOMPARE(house.login.authorizations.size(), 1);
        QVERIFY(session->holdsScopes(auth::browseScopes()));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-2")));
        QCOMPARE(await(session->token(Service::Graph, {})).value(), QByteArray("access-2"));
    }

    void secretsBelongToLoginTenantAndClient_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("login origin") << 0;
        QTest::newRow("tenant") << 1;
        QTest::newRow("client") << 2;
    }
    void secretsBelongToLoginTenantAndClient()
    {
        QFETCH(int, what);
        House house;
        const auto first = house.session();
        QVERIFY(await(first->signIn({})));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-1")));

        FakeLogin other;
        auth::SignInConfig config = house.login.config();
        if (what == 0)
            config.login = other.config().login;
        else if (what == 1)
            config.tenant = QStringLiteral("another.example");
        else
            config.clientId = QStringLiteral("client-2");
        const auto session = house.session(config);
        const auto restored = await(session->restore({}));
        QVERIFY(restored);
        QVERIFY(!*restored);
        QCOMPARE(session->state(), State::SignedOut);
        QCOMPARE(other.seen().size(), 0);
        QCOMPARE(house.login.tokenRequests.size(), 1);
    }

    void restoreWhenTheLoginServiceRefuses()
    {
        House house;
        QVERIFY(house.earlierRun());
        house.login.lastRefreshToken.clear();
        const auto session = house.session();
        const auto restored = await(session->restore({}));
        QVERIFY(restored);
        QVERIFY(!*restored);
        QCOMPARE(session->state(), State::SignedOut);
        QTRY_VERIFY(house.secrets.kept.isEmpty());
    }

    void restoreWhenTheLoginServiceIsAway()
    {
        House house;
        QVERIFY(house.earlierRun());
        house.login.trouble = [](const Form &) { return Answer::with(400, "{}"); };
        const auto session = house.session();
        QVERIFY(!await(session->restore({})));
        QCOMPARE(session->state(), State::SignedOut);
        QVERIFY(house.keeps(QStringLiteral("refresh-1")));
    }

    void aPersonWinsOverARestore()
    {
        House house;
        QVERIFY(house.earlierRun());
        house.login.trouble = [](const Form &form) -> std::optional<Answer> {
            if (form.value(QStringLiteral("grant_type")) == u"refresh_token")
                return Answer::silence();
            return std::nullopt;
        };
        const auto session = house.session();
        const Outcome<std::optional<AccountInfo>> restored(session->restore({}));
        QTRY_COMPARE(house.login.tokenRequests.size(), 2);
        QVERIFY(await(session->signIn({})));
        house.login.answerLate();
        QTRY_VERIFY(restored.isThere());
        QCOMPARE(restored->error().kind, ErrorKind::Cancelled);
        QCOMPARE(session->state(), State::SignedIn);
    }

    void withoutAKeychainOnePlainSentence()
    {
        House house;
        house.secrets.unavailable = true;
        const auto session = house.session();
        QSignalSpy notices(session.get(), &Session::notice);
        const auto restored = await(session->restore({}));
        QVERIFY(restored);
        QVERIFY(!*restored);
        QVERIFY(await(session->signIn({})));
        QVERIFY(await(session->token(Service::Arm, {})));
        QTRY_COMPARE(notices.size(), 1);
        QCOMPARE(notices[0][0].toString(), auth::noKeychainSentence());
        QVERIFY(await(session->signOut()));
        QCOMPARE(notices.size(), 1);
    }

    void aBrokenKeychainIsSaidAndSignOutAdmitsIt()
    {
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-1")));
        house.secrets.broken = true;
        QSignalSpy notices(session.get(), &Session::notice);
        QVERIFY(await(session->token(Service::Arm, {})));
        QTRY_COMPARE(notices.size(), 1);
        QVERIFY(notices[0][0].toString().contains(QStringLiteral("the keychain is broken")));
        const auto signedOut = await(session->signOut());
        QVERIFY(!signedOut);
        QCOMPARE(signedOut.error().kind, ErrorKind::Storage);
        QCOMPARE(session->state(), State::SignedOut);
        QVERIFY(!await(session->token(Service::Graph, {})));
    }

    void signOutRemovesWhatIsKept()
    {
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        // At once: what is still being written must go, too.
        QVERIFY(await(session->signOut()));
        QVERIFY(house.secrets.kept.isEmpty());
        QCOMPARE(session->state(), State::SignedOut);
        QCOMPARE(session->account(), AccountInfo());
        QVERIFY(session->scopes().isEmpty());
        QVERIFY(!await(session->restore({})).value());
    }

    void changingToAnAccountWhoseSignInHasEndedAsksThePerson()
    {
        House house;
        QVERIFY(house.earlierRun());
        const auto session = house.session();
        const auto known = await(session->accounts());
        house.login.lastRefreshToken.clear();
        const auto account = await(session->switchTo(known->first(), {}));
        QVERIFY2(account, account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(house.login.authorizations.last().value(QStringLiteral("login_hint")),
                 QStringLiteral("dana@contoso.example"));
        QCOMPARE(session->state(), State::SignedIn);
        // Somebody else at the page is not who was chosen.
        house.login.lastRefreshToken.clear();
        house.login.objectId = QStringLiteral("oid-2");
        QCOMPARE(await(session->switchTo(known->first(), {})).error().kind, ErrorKind::Conflict);
        QCOMPARE(session->account().objectId, QStringLiteral("oid-1"));
    }

    void signOutWithoutASessionRemovesWhatRestoreWouldTakeUp()
    {
        House house;
        QVERIFY(house.earlierRun());
        QVERIFY(await(house.session()->signOut()));
        QVERIFY(house.secrets.kept.isEmpty());
    }

    void getsInWithLessWhereConsentIsMissing()
    {
        House house;
        house.login.trouble = [](const Form &form) -> std::optional<Answer> {
            if (form.value(QStringLiteral("scope")).contains(u"Application.Read.All"))
                return FakeLogin::refusal("invalid_grant", "AADSTS90094: an administrator has to consent");
            return std::nullopt;
        };
        const auto session = house.session();
        const auto account = await(session->signIn({}));
        QVERIFY2(account, account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(session->scopes(), QStringList{QStringLiteral("User.Read")});
        QVERIFY(!session->holdsScopes(auth::browseScopes()));
        // A later run finds the same without a page.
        QTRY_COMPARE(house.secrets.kept.size(), 2);
        const qsizetype pages = house.login.authorizations.size();
        const auto later = house.session();
        QVERIFY(await(later->restore({})).value());
        QCOMPARE(later->scopes(), QStringList{QStringLiteral("User.Read")});
        QCOMPARE(house.login.authorizations.size(), pages);
    }

    void moreThanWasConsentedToIsGivenWithoutAPageWhereTheTenantAllows()
    {
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        const qsizetype pages = house.login.authorizations.size();
        QVERIFY(await(session->ensureScopes(auth::assessScopes(), {})));
        QVERIFY(session->holdsScopes(auth::browseScopes() + auth::assessScopes()));
        QCOMPARE(house.login.authorizations.size(), pages);
    }

    void signOutEndsASignInUnderWay()
    {
        House house;
        IdleOpener opener;
        const auto session = house.session(&opener);
        const Outcome<AccountInfo> outcome(session->signIn({}));
        QVERIFY(await(session->signOut()));
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
        QCOMPARE(session->state(), State::SignedOut);
    }

    void severalAccountsAreKeptAndCanBeChangedTo()
    {
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-1")));
        house.login.objectId = QStringLiteral("oid-2");
        QVERIFY(await(session->signIn({})));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-2")));
        QCOMPARE(await(session->accounts())->size(), 2);
        QCOMPARE(house.secrets.kept.size(), 3);
        QVERIFY(house.keeps(QStringLiteral("refresh-1")));
        const auto later = house.session();
        QCOMPARE(await(later->restore({})).value().value().objectId, QStringLiteral("oid-2"));

        const auto known = await(later->accounts());
        QVERIFY(known);
        QCOMPARE(known->size(), 2);
        QCOMPARE(known->at(1).info.objectId, QStringLiteral("oid-1"));
        house.login.objectId = QStringLiteral("oid-1");
        house.login.lastRefreshToken = QStringLiteral("refresh-1");
        const qsizetype pages = house.login.authorizations.size();
        const auto other = await(later->switchTo(known->at(1), {}));
        QVERIFY2(other, other ? "" : qPrintable(oneLine(other.error())));
        QCOMPARE(later->account().objectId, QStringLiteral("oid-1"));
        QCOMPARE(house.login.authorizations.size(), pages); // nobody was asked
        QTRY_COMPARE(await(later->accounts())->first().info.objectId, QStringLiteral("oid-1"));

        // Signing out leaves the other one alone.
        QVERIFY(await(later->signOut()));
        QCOMPARE(await(later->accounts())->size(), 1);
        QCOMPARE(await(later->accounts())->first().info.objectId, QStringLiteral("oid-2"));
        QCOMPARE(house.secrets.kept.size(), 2);
    }

    void asksForMoreOnlyWhenNeeded()
    {
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        QVERIFY(await(session->ensureScopes(auth::browseScopes(), {})));
        QCOMPARE(house.login.authorizations.size(), 1);

        QSignalSpy states(session.get(), &Session::stateChanged);
        QSignalSpy scopes(session.get(), &Session::scopesChanged);
        house.login.trouble = nobodyConsentedToWriting;
        const auto more = await(session->ensureScopes(writing(), {}));
        house.login.trouble = {};
        QVERIFY2(more, more ? "" : qPrintable(oneLine(more.error())));
        QVERIFY(session->holdsScopes(writing() + auth::browseScopes()));
        QCOMPARE(scopes.size(), 1);
        QCOMPARE(states.size(), 0);
        QCOMPARE(house.login.authorizations[1].value(QStringLiteral("login_hint")),
                 QStringLiteral("dana@contoso.example"));
        QVERIFY(house.login.authorizations[1].value(QStringLiteral("scope")).contains(writing().constFirst()));
        QCOMPARE(await(session->token(Service::Graph, {})).value(), QByteArray("access-2"));
        // Held on through a renewal.
        house.now = house.now.addSecs(3600);
        QVERIFY(await(session->token(Service::Graph, {})));
        QVERIFY(house.login.tokenRequests.last().value(QStringLiteral("scope")).contains(writing().constFirst()));
        QVERIFY(session->holdsScopes(writing()));
    }

    void aFailedStepUpChangesNothing_data()
    {
        QTest::addColumn<QString>("objectId");
        QTest::addColumn<bool>("isGranted");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("another account") << QStringLiteral("oid-2") << true << ErrorKind::Conflict;
        QTest::newRow("not granted") << QStringLiteral("oid-1") << false << ErrorKind::ConsentNeeded;
    }
    void aFailedStepUpChangesNothing()
    {
        QFETCH(QString, objectId);
        QFETCH(bool, isGranted);
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-1")));
        house.login.objectId = objectId;
        house.login.trouble = nobodyConsentedToWriting;
        if (!isGranted)
            house.login.granted = auth::browseScopes();
        const auto more = await(session->ensureScopes(writing(), {}));
        QVERIFY(!more);
        QTEST(more.error().kind, "kind");
        QVERIFY(!session->holdsScopes(writing()));
        QCOMPARE(session->state(), State::SignedIn);
        QCOMPARE(session->account().objectId, QStringLiteral("oid-1"));
        QCOMPARE(await(session->token(Service::Graph, {})).value(), QByteArray("access-1"));
        QVERIFY(house.keeps(QStringLiteral("refresh-1")));
    }

    void expiresWhenTheRefreshTokenIsRefused()
    {
        House house;
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        QTRY_VERIFY(house.keeps(QStringLiteral("refresh-1")));
        house.login.lastRefreshToken.clear();
        session->rejected(Service::Graph, "access-1");
        QCOMPARE(await(session->token(Service::Graph, {})).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(session->state(), State::Expired);
        QCOMPARE(session->account().objectId, QStringLiteral("oid-1"));
        QTRY_VERIFY(house.secrets.kept.isEmpty());
        // Signing in again offers the same account.
        QVERIFY(await(session->signIn({})));
        QCOMPARE(house.login.authorizations.last().value(QStringLiteral("login_hint")),
                 QStringLiteral("dana@contoso.example"));
        QCOMPARE(session->state(), State::SignedIn);
    }

    void nothingSecretIsEverLogged()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("symbolon.*=true"));
        const test::LogCapture log;
        qWarning("the capture works");
        House house;
        house.secrets.broken = true;
        QStringList secrets{QStringLiteral("secret-code-"), QStringLiteral("access-"), QStringLiteral("refresh-")};
        {
            const auto session = house.session();
            QVERIFY(await(session->signIn({})));
            QVERIFY(await(session->token(Service::Arm, {})));
            house.login.lastRefreshToken = QStringLiteral("refresh-another");
            session->rejected(Service::Graph, "access-1");
            QVERIFY(!await(session->token(Service::Graph, {})));
            house.login.redirectError = "code=secret-code-other";
            QVERIFY(!await(session->signIn({})));
            QVERIFY(!await(session->signOut()));
        }
        for (const auto &asked : std::as_const(house.login.authorizations))
            secrets << asked.value(QStringLiteral("state")) << asked.value(QStringLiteral("nonce"));
        for (const Form &form : std::as_const(house.login.tokenRequests)) {
            if (form.contains(QStringLiteral("code_verifier")))
                secrets << form.value(QStringLiteral("code_verifier"));
        }
        QVERIFY(log.has(QStringLiteral("the capture works")));
        QVERIFY(secrets.size() > 6);
        for (const QString &secret : std::as_const(secrets))
            QVERIFY2(!log.has(secret), qPrintable(secret));
    }
};

QTEST_GUILESS_MAIN(TestPersonSession)
#include "tst_person_session.moc"
