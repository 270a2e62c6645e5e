// SPDX-License-Identifier: Apache-2.0
#include "exchange/narration.h"

#include "exchange/checks.h"
#include "exchange/workload_words.h"

#include <QCoreApplication>
#include <QUrl>

namespace symbolon::exchange {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Exchange", source);
}

// {issuer}/.well-known/openid-configuration with exactly one slash between (OpenID Connect Discovery 1.0, section 4).
QString discoveryAddress(const QString &issuer)
{
    QString base = issuer;
    while (base.endsWith(u'/'))
        base.chop(1);
    return base + QStringLiteral("/.well-known/openid-configuration");
}

QString hostOf(const QString &address)
{
    const QString host = QUrl(address).host();
    return host.isEmpty() ? address : host;
}

// A value inside a JSON text for display.
QString quoted(const QString &value)
{
    QString result = value;
    result.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + result + u'"';
}

// Builds the seven steps of one story.
class Teller final
{
public:
    Teller(const trust::Identity &identity, const trust::FederatedCredential &credential, const Setting &setting,
           const std::optional<trust::PresentedClaims> &token)
        : m_identity(identity)
        , m_credential(credential)
        , m_setting(setting)
        , m_token(token)
        , m_words(wordsFor(setting.platformId, credential))
        , m_judgement(judge(credential, token))
    {
    }

    [[nodiscard]] Narration tell() const
    {
        Narration story;
        story.participants = participants();
        story.steps = {askForToken(),    externalToken(), sendAssertion(), readMetadata(),
                       checkAssertion(), accessToken(),   useToken()};
        story.accepted = m_judgement.code.isEmpty();
        story.code = m_judgement.code;
        story.verdict = story.accepted
            ? (m_token ? text(QT_TRANSLATE_NOOP("Exchange", "Entra would accept this token."))
                       : text(QT_TRANSLATE_NOOP("Exchange", "A token that carries exactly this is accepted.")))
            : text(QT_TRANSLATE_NOOP("Exchange", "Entra would refuse this token."));
        return story;
    }

private:
    [[nodiscard]] QString presentedSubject() const
    {
        if (m_token)
            return m_token->subject;
        return m_credential.isFlexible()
            ? text(QT_TRANSLATE_NOOP("Exchange", "(a subject that the expression matches)"))
            : m_credential.matchText();
    }
    [[nodiscard]] QString presentedIssuer() const { return m_token ? m_token->issuer : m_credential.issuer; }
    [[nodiscard]] QString presentedAudience() const
    {
        return m_token ? m_token->audience : m_credential.audiences.value(0);
    }
    [[nodiscard]] QString tokenPath() const { return u'/' + m_setting.tenantId + QStringLiteral("/oauth2/v2.0/token"); }
    [[nodiscard]] StepState before() const { return m_token ? StepState::Passed : StepState::Expected; }
    [[nodiscard]] StepState after() const
    {
        return m_judgement.code.isEmpty() ? StepState::Expected : StepState::NotReached;
    }

    [[nodiscard]] QList<Participant> participants() const
    {
        return {{Party::Workload, text(QT_TRANSLATE_NOOP("Exchange", "External workload")), m_words.workload},
                {Party::ExternalIdp, text(QT_TRANSLATE_NOOP("Exchange", "External IdP")), m_words.provider},
                {Party::Entra, text(QT_TRANSLATE_NOOP("Exchange", "Microsoft Entra ID")),
                 QCoreApplication::translate("Exchange", "tenant %1").arg(m_setting.tenantName)},
                {Party::IssuerEndpoints, text(QT_TRANSLATE_NOOP("Exchange", "OIDC issuer endpoints")),
                 hostOf(m_setting.issuerMirror.isEmpty() ? presentedIssuer() : m_setting.issuerMirror.toString())},
                {Party::Resource, text(QT_TRANSLATE_NOOP("Exchange", "Azure resource")), m_setting.resource.host()}};
    }

    [[nodiscard]] static Step step(int number, Party from, Party to, const QString &title, StepState state)
    {
        Step result;
        result.number = number;
        result.from = from;
        result.to = to;
        result.title = title;
        result.state = state;
        return result;
    }

    [[nodiscard]] Step askForToken() const
    {
        Step result = step(1, Party::Workload, Party::ExternalIdp,
                           text(QT_TRANSLATE_NOOP("Exchange", "Ask for a token")), before());
        result.summary = QStringLiteral("aud=%1").arg(presentedAudience());
        result.explanation = m_words.explanation;
        result.request = m_words.request;
        return result;
    }

    [[nodiscard]] Step externalToken() const
    {
        Step result = step(2, Party::ExternalIdp, Party::Workload,
                           text(QT_TRANSLATE_NOOP("Exchange", "External token")), before());
        result.isAnswer = true;
        result.summary = QStringLiteral("sub=%1").arg(presentedSubject());
        result.explanation = text(QT_TRANSLATE_NOOP("Exchange",
                                                    "A signed JWT. Entra reads these three claims; the signature "
                                                    "must be RS256."));
        result.response = QStringLiteral("{\n  \"iss\": %1,\n  \"sub\": %2,\n  \"aud\": %3\n}")
                              .arg(quoted(presentedIssuer()), quoted(presentedSubject()), quoted(presentedAudience()));
        return result;
    }

    [[nodiscard]] Step sendAssertion() const
    {
        Step result = step(3, Party::Workload, Party::Entra,
                           text(QT_TRANSLATE_NOOP("Exchange", "Exchange it: client_assertion")), before());
        result.summary = QStringLiteral("POST %1").arg(tokenPath());
        result.explanation =
            text(QT_TRANSLATE_NOOP("Exchange", "The external token stands in for a secret: nobody stores one."));
        result.request =
            QStringLiteral("POST %1\nHost: %2\nContent-Type: application/x-www-form-urlencoded\n\n"
                           "grant_type=client_credentials\n&client_id=%3\n&scope=%4\n"
                           "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer\n"
                           "&client_assertion=<external token>")
                .arg(tokenPath(), m_setting.login.authority(), m_identity.clientId, m_setting.resourceScope);
        return result;
    }

    [[nodiscard]] Step readMetadata() const
    {
        Step result = step(4, Party::Entra, Party::IssuerEndpoints,
                           text(QT_TRANSLATE_NOOP("Exchange", "Read issuer metadata")), before());
        const QString address = discoveryAddress(presentedIssuer());
        result.summary = QStringLiteral("GET %1").arg(address);
        result.explanation = text(QT_TRANSLATE_NOOP("Exchange",
                                                    "Entra reads the issuer's discovery document and its keys "
                                                    "over the public internet; the first 100 keys count."));
        result.request = QStringLiteral("GET %1\nGET <jwks_uri>").arg(address);
        if (!m_setting.issuerMirror.isEmpty()) {
            result.explanation += u' '
                + QCoreApplication::translate("Exchange", "Here the cloud file names a mirror: %1.")
                      .arg(m_setting.issuerMirror.toString());
        }
        result.response = QStringLiteral("{\n  \"issuer\": %1,\n  \"jwks_uri\": \"…\",\n"
                                         "  \"id_token_signing_alg_values_supported\": [\"RS256\"]\n}")
                              .arg(quoted(presentedIssuer()));
        return result;
    }

    [[nodiscard]] Step checkAssertion() const
    {
        const bool accepted = m_judgement.code.isEmpty();
        Step result = step(5, Party::Entra, Party::Entra, text(QT_TRANSLATE_NOOP("Exchange", "Check the assertion")),
                           accepted ? before() : StepState::Failed);
        result.checks = m_judgement.checks;
        for (const Check &check : m_judgement.checks) {
            if (check.state == CheckState::Failed) {
                result.title = QCoreApplication::translate("Exchange", "Check the assertion: %1 %2")
                                   .arg(check.name.toLower(), check.detail);
            }
        }
        result.summary = m_credential.isFlexible() ? m_credential.matchText()
                                                   : QStringLiteral("sub=%1").arg(presentedSubject());
        result.explanation = m_credential.isFlexible()
            ? text(QT_TRANSLATE_NOOP(
                "Exchange", "Issuer and audience are compared byte for byte, the subject by the claims expression."))
            : text(QT_TRANSLATE_NOOP("Exchange",
                                     "Issuer, subject and audience are compared byte for byte, upper and lower "
                                     "case included."));
        return result;
    }

    [[nodiscard]] Step accessToken() const
    {
        Step result =
            step(6, Party::Entra, Party::Workload, text(QT_TRANSLATE_NOOP("Exchange", "Access token")), after());
        result.isAnswer = true;
        if (m_judgement.code.isEmpty()) {
            result.summary = QStringLiteral("200, appid=%1").arg(m_identity.clientId);
            result.explanation = text(QT_TRANSLATE_NOOP("Exchange",
                                                        "An app-only token, whether or not the identity may do "
                                                        "anything with it."));
            result.response = QStringLiteral("{\n  \"token_type\": \"Bearer\",\n  \"expires_in\": 3599,\n"
                                             "  \"access_token\": \"<access token>\"\n}");
        } else {
            result.summary = QCoreApplication::translate("Exchange", "not issued: 401 %1").arg(m_judgement.code);
            result.explanation = text(QT_TRANSLATE_NOOP("Exchange", "The first difference is the answer."));
            result.response = QStringLiteral("{\n  \"error\": \"invalid_client\",\n  \"error_description\": %1,\n"
                                             "  \"error_codes\": [%2]\n}")
                                  .arg(quoted(m_judgement.code + u": " + m_judgement.reason), m_judgement.code.mid(6));
        }
        return result;
    }

    [[nodiscard]] Step useToken() const
    {
        Step result = step(7, Party::Workload, Party::Resource,
                           text(QT_TRANSLATE_NOOP("Exchange", "Use the access token")), after());
        const bool accepted = m_judgement.code.isEmpty();
        const QString reach = m_setting.reach.isEmpty() ? text(QT_TRANSLATE_NOOP("Exchange", "no privilege known"))
                                                        : m_setting.reach;
        result.summary = accepted
            ? reach
            : QCoreApplication::translate("Exchange", "not reached: %1").arg(m_setting.resource.host());
        result.explanation =
            QCoreApplication::translate("Exchange", "Whoever holds the token acts as %1. Strongest privilege: %2.")
                .arg(m_identity.displayName, reach);
        result.request =
            QStringLiteral("GET /\nHost: %1\nAuthorization: Bearer <access token>").arg(m_setting.resource.authority());
        return result;
    }

    const trust::Identity &m_identity;
    const trust::FederatedCredential &m_credential;
    const Setting &m_setting;
    const std::optional<trust::PresentedClaims> &m_token;
    WorkloadWords m_words;
    Judgement m_judgement;
};

} // namespace

Narration narrate(const trust::Identity &identity, const trust::FederatedCredential &credential, const Setting &setting,
                  const std::optional<trust::PresentedClaims> &token)
{
    return Teller(identity, credential, setting, token).tell();
}

} // namespace symbolon::exchange
