// SPDX-License-Identifier: Apache-2.0
#include "exchange/narration.h"

#include "exchange/checks.h"
#include "exchange/subject_parts.h"
#include "exchange/wire_text.h"
#include "exchange/workload_words.h"

#include <QCoreApplication>
#include <QUrl>

#include <utility>

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

// The comparand of the expression's first word about sub; nullopt: none, or not understood.
std::optional<trust::Comparison> subjectComparison(const QList<trust::Comparison> &comparisons)
{
    for (const trust::Comparison &comparison : comparisons) {
        if (comparison.claim == u"sub")
            return comparison;
    }
    return std::nullopt;
}

// What stands for a value that a pattern leaves open.
QString like(const QString &pattern)
{
    return QCoreApplication::translate("Exchange", "<like %1>").arg(pattern);
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
        , m_comparisons(credential.expression
                            ? trust::parseExpression(credential.expression->value).value_or(QList<trust::Comparison>())
                            : QList<trust::Comparison>())
        , m_words(wordsFor(setting.platformId, presentedSubject(), presentedAudience()))
        , m_parts(partsOf(presentedSubject()))
        , m_judgement(judge(credential, token))
    {
    }

    [[nodiscard]] Narration tell() const
    {
        Narration story;
        story.participants = participants();
        story.steps = {askForToken(),    externalToken(), sendAssertion(), readMetadata(),
                       checkAssertion(), accessToken(),   useToken()};
        story.accepted = m_judgement.code.isEmpty() && !m_judgement.unclear;
        story.code = m_judgement.code;
        story.verdict = verdict();
        return story;
    }

private:
    [[nodiscard]] QString verdict() const
    {
        if (m_judgement.unclear)
            return text(QT_TRANSLATE_NOOP("Exchange",
                                          "The claims expression is not understood here: what Entra accepts is not "
                                          "known."));
        if (!m_judgement.code.isEmpty())
            return QCoreApplication::translate("Exchange", "Entra would refuse this token: %1.")
                .arg(m_judgement.finding);
        return m_token ? text(QT_TRANSLATE_NOOP("Exchange", "Entra would accept this token."))
                       : text(QT_TRANSLATE_NOOP("Exchange", "A token that carries exactly this is accepted."));
    }

    [[nodiscard]] QString presentedSubject() const
    {
        if (m_token)
            return m_token->subject;
        if (!m_credential.isFlexible())
            return m_credential.matchText();
        const auto demanded = subjectComparison(m_comparisons);
        if (!demanded)
            return text(QT_TRANSLATE_NOOP("Exchange", "<any subject>"));
        return demanded->op == trust::Comparison::Operator::Eq ? demanded->comparand : like(demanded->comparand);
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
        return {{Party::Workload, text(QT_TRANSLATE_NOOP("Exchange", "External workload")),
                 m_parts.workload.isEmpty() ? m_words.workload : m_parts.workload},
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
                                                    "A signed JWT. Entra compares issuer, subject and audience; the "
                                                    "signature must be RS256."));
        result.response = decodedToken();
        return result;
    }

    // The claims of the token as far as they are known, decoded. Never its text.
    [[nodiscard]] QString decodedToken() const
    {
        QList<QPair<QString, QString>> claims{{QStringLiteral("iss"), jsonText(presentedIssuer())},
                                              {QStringLiteral("sub"), jsonText(presentedSubject())},
                                              {QStringLiteral("aud"), jsonText(presentedAudience())}};
        if (m_token) {
            for (auto claim = m_token->claims.cbegin(); claim != m_token->claims.cend(); ++claim)
                claims.append({claim.key(), jsonText(claim.value())});
        } else {
            claims += m_parts.claims + demandedClaims();
        }
        QStringList lines;
        for (const auto &claim : std::as_const(claims))
            lines << QStringLiteral("  %1: %2").arg(jsonText(claim.first), claim.second);
        return QStringLiteral("{\n%1\n}").arg(lines.join(QStringLiteral(",\n")));
    }

    // What the expression demands beside iss, sub and aud.
    [[nodiscard]] QList<QPair<QString, QString>> demandedClaims() const
    {
        QList<QPair<QString, QString>> claims;
        for (const trust::Comparison &comparison : m_comparisons) {
            if (comparison.claim == u"sub" || comparison.claim == u"iss" || comparison.claim == u"aud")
                continue;
            claims.append({comparison.claim,
                           jsonText(comparison.op == trust::Comparison::Operator::Eq ? comparison.comparand
                                                                                     : like(comparison.comparand))});
        }
        return claims;
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
                .arg(onOneLine(tokenPath()), onOneLine(m_setting.login.authority()), onOneLine(m_identity.clientId),
                     onOneLine(m_setting.resourceScope));
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
        result.request = QStringLiteral("GET %1\nGET <jwks_uri>").arg(onOneLine(address));
        if (!m_setting.issuerMirror.isEmpty()) {
            result.explanation += u' '
                + QCoreApplication::translate("Exchange", "Here the cloud file names a mirror: %1.")
                      .arg(m_setting.issuerMirror.toString());
        }
        result.response = QStringLiteral("{\n  \"issuer\": %1,\n  \"jwks_uri\": \"…\",\n"
                                         "  \"id_token_signing_alg_values_supported\": [\"RS256\"]\n}")
                              .arg(jsonText(presentedIssuer()));
        return result;
    }

    [[nodiscard]] Step checkAssertion() const
    {
        const bool refused = !m_judgement.code.isEmpty();
        Step result = step(5, Party::Entra, Party::Entra, text(QT_TRANSLATE_NOOP("Exchange", "Check the assertion")),
                           refused                   ? StepState::Failed
                               : m_judgement.unclear ? StepState::Expected
                                                     : before());
        result.checks = m_judgement.checks;
        if (refused) {
            result.title = QCoreApplication::translate("Exchange", "Check the assertion: %1").arg(m_judgement.finding);
        }
        result.summary = comparedValue();
        result.explanation = m_credential.isFlexible()
            ? text(QT_TRANSLATE_NOOP(
                "Exchange", "Issuer and audience are compared byte for byte, the subject by the claims expression."))
            : text(QT_TRANSLATE_NOOP("Exchange",
                                     "Issuer, subject and audience are compared byte for byte, upper and lower "
                                     "case included."));
        return result;
    }

    // What decides, or would: the value that differs, else the subject.
    [[nodiscard]] QString comparedValue() const
    {
        if (m_judgement.code == u"AADSTS700211")
            return QStringLiteral("iss=%1").arg(presentedIssuer());
        if (m_judgement.code == u"AADSTS700212")
            return QStringLiteral("aud=%1").arg(presentedAudience());
        return m_credential.isFlexible() && !m_token ? m_credential.matchText()
                                                     : QStringLiteral("sub=%1").arg(presentedSubject());
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
            result.response =
                QStringLiteral("{\n  \"error\": \"invalid_client\",\n  \"error_description\": %1,\n"
                               "  \"error_codes\": [%2]\n}")
                    .arg(jsonText(m_judgement.code + u": " + m_judgement.reason), m_judgement.code.mid(6));
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
        result.request = QStringLiteral("GET /…\nHost: %1\nAuthorization: Bearer <access token>")
                             .arg(onOneLine(m_setting.resource.authority()));
        return result;
    }

    const trust::Identity &m_identity;
    const trust::FederatedCredential &m_credential;
    const Setting &m_setting;
    const std::optional<trust::PresentedClaims> &m_token;
    QList<trust::Comparison> m_comparisons; // of the expression; empty: none, or not understood
    WorkloadWords m_words;
    SubjectParts m_parts;
    Judgement m_judgement;
};

} // namespace

Narration narrate(const trust::Identity &identity, const trust::FederatedCredential &credential, const Setting &setting,
                  const std::optional<trust::PresentedClaims> &token)
{
    return Teller(identity, credential, setting, token).tell();
}

} // namespace symbolon::exchange
