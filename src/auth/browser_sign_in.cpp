// SPDX-License-Identifier: Apache-2.0
#include "auth/browser_sign_in.h"

#include "auth/claims.h"

namespace symbolon::auth {
namespace {

// QUrlQuery leaves "+" alone, which a form decoder reads as a blank: every value is percent-encoded here.
QByteArray queryItem(const char *name, const QString &value)
{
    return QByteArray(name) + '=' + value.toUtf8().toPercentEncoding();
}

} // namespace

BrowserSignIn::BrowserSignIn(const SignInConfig &config, TokenClient &client, UrlOpener &opener, QObject *parent)
    : Interaction(parent)
    , m_config(config)
    , m_client(client)
    , m_opener(opener)
{
}

BrowserSignIn::~BrowserSignIn()
{
    m_inner.request_stop();
}

Future<BrowserSignIn::Outcome> BrowserSignIn::start(const Request &request, const std::stop_token &stop)
{
    m_stop.emplace(stop, this, [this] { cancel(); });
    const Result<QUrl> redirectUri = m_receiver.listen();
    if (!redirectUri) {
        finish(failure(redirectUri.error()));
        return m_completion.future();
    }
    whenDone<QByteArray>(m_receiver.receive(m_inner.get_token(), m_config.patience), this,
                         [this, uri = *redirectUri, request](const Result<QByteArray> &code) {
                             if (code)
                                 redeem(*code, uri, request);
                             else
                                 fail(code.error());
                         });
    whenDone<void>(m_opener.open(authorizeUrl(request, *redirectUri)), this, [this](const Result<void> &opened) {
        // Once the code is here it does not matter how the opener fared.
        if (!opened && !m_hasCode)
            fail(opened.error());
    });
    return m_completion.future();
}

void BrowserSignIn::cancel()
{
    fail(Error{.kind = ErrorKind::Cancelled});
}

void BrowserSignIn::conclude(const Result<AccountInfo> &verdict)
{
    m_receiver.conclude(verdict ? LoopbackPage::signedIn(verdict->username) : LoopbackPage::failed(verdict.error()));
}

QUrl BrowserSignIn::authorizeUrl(const Request &request, const QUrl &redirectUri) const
{
    QStringList scopes = identityScopes() + m_config.graphScopes(request.permissions);
    // Consent for several resources may be given at once; tokens are of one each.
    if (!m_config.armScope().isEmpty())
        scopes << m_config.armScope();
    QByteArrayList items{
        queryItem("client_id", m_config.clientId),
        queryItem("response_type", QStringLiteral("code")),
        queryItem("redirect_uri", redirectUri.toString()),
        queryItem("response_mode", QStringLiteral("query")),
        queryItem("scope", scopes.join(u' ')),
        queryItem("state", QString::fromLatin1(m_state)),
        queryItem("nonce", QString::fromLatin1(m_nonce)),
        queryItem("code_challenge", QString::fromLatin1(m_pkce.challenge)),
        queryItem("code_challenge_method", QStringLiteral("S256")),
        queryItem("claims", QString::fromUtf8(claimsParameter(request.claims))),
    };
    if (request.loginHint.isEmpty())
        items << queryItem("prompt", QStringLiteral("select_account"));
    else
        items << queryItem("login_hint", request.loginHint);
    return QUrl::fromEncoded(m_config.authorizeEndpoint().toEncoded() + '?' + items.join('&'));
}

void BrowserSignIn::redeem(const QByteArray &code, const QUrl &redirectUri, const Request &request)
{
    m_hasCode = true;
    Q_EMIT redeeming();
    const CodeGrant grant{code, m_pkce.verifier, redirectUri,
                          identityScopes() + m_config.graphScopes(request.permissions)};
    whenDone<TokenAnswer>(m_client.redeem(grant, request.claims, m_inner.get_token()), this,
                          [this](const Result<TokenAnswer> &answer) {
                              if (!answer)
                                  return fail(answer.error());
                              const Result<AccountInfo> account = readIdToken(answer->idToken, m_nonce);
                              if (!account)
                                  return fail(account.error());
                              finish(Outcome{*answer, *account});
                          });
}

void BrowserSignIn::fail(const Error &error)
{
    if (m_completion.isDone())
        return;
    conclude(failure(error));
    finish(failure(error));
}

void BrowserSignIn::finish(Result<Outcome> outcome)
{
    m_stop.reset();
    m_completion.finish(std::move(outcome));
    m_inner.request_stop();
}

} // namespace symbolon::auth
