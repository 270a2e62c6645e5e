// SPDX-License-Identifier: Apache-2.0
#include "exchange/subject_parts.h"

#include "exchange/wire_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace symbolon::exchange {
namespace {

using Claims = QList<QPair<QString, QString>>;

void add(Claims &claims, const char *name, const QString &value)
{
    if (!value.isEmpty())
        claims.append({QString::fromLatin1(name), jsonText(value)});
}

// What follows the repository: "environment:production", "ref:refs/heads/main", "pull_request".
void addContext(Claims &claims, const QString &context)
{
    const QString environment = QStringLiteral("environment:");
    const QString ref = QStringLiteral("ref:");
    if (context.startsWith(environment))
        add(claims, "environment", context.mid(environment.size()).replace(QStringLiteral("%3A"), QStringLiteral(":")));
    else if (context.startsWith(ref))
        add(claims, "ref", context.mid(ref.size()));
    else if (context == u"pull_request")
        add(claims, "event_name", context);
}

SubjectParts github(const QRegularExpressionMatch &match)
{
    const QString repository = match.captured(1) + u'/' + match.captured(3);
    SubjectParts parts;
    parts.workload = QCoreApplication::translate("Exchange", "repo %1").arg(repository);
    add(parts.claims, "repository", repository);
    add(parts.claims, "repository_owner", match.captured(1));
    add(parts.claims, "repository_owner_id", match.captured(2));
    add(parts.claims, "repository_id", match.captured(4));
    addContext(parts.claims, match.captured(5));
    return parts;
}

SubjectParts kubernetes(const QRegularExpressionMatch &match)
{
    SubjectParts parts;
    parts.workload = match.captured(1) + u'/' + match.captured(2);
    parts.claims.append({QStringLiteral("kubernetes.io"),
                         QStringLiteral("{\"namespace\": %1, \"serviceaccount\": {\"name\": %2}}")
                             .arg(jsonText(match.captured(1)), jsonText(match.captured(2)))});
    return parts;
}

SubjectParts gitlab(const QRegularExpressionMatch &match)
{
    SubjectParts parts;
    parts.workload = QCoreApplication::translate("Exchange", "project %1").arg(match.captured(1));
    add(parts.claims, "project_path", match.captured(1));
    add(parts.claims, "ref_type", match.captured(2));
    add(parts.claims, "ref", match.captured(3));
    return parts;
}

SubjectParts terraform(const QRegularExpressionMatch &match)
{
    SubjectParts parts;
    parts.workload = QCoreApplication::translate("Exchange", "workspace %1").arg(match.captured(3));
    add(parts.claims, "terraform_organization_name", match.captured(1));
    add(parts.claims, "terraform_project_name", match.captured(2));
    add(parts.claims, "terraform_workspace_name", match.captured(3));
    add(parts.claims, "terraform_run_phase", match.captured(4));
    return parts;
}

SubjectParts spiffe(const QRegularExpressionMatch &match)
{
    SubjectParts parts;
    parts.workload = match.captured(1);
    return parts;
}

struct Form
{
    QRegularExpression pattern;
    SubjectParts (*read)(const QRegularExpressionMatch &);
};

} // namespace

SubjectParts partsOf(const QString &subject)
{
    static const Form forms[] = {
        {QRegularExpression(QStringLiteral(R"(\Arepo:([^/@:]+)(?:@(\d+))?/([^/@:]+)(?:@(\d+))?:(.+)\z)")), github},
        {QRegularExpression(QStringLiteral(R"(\Asystem:serviceaccount:([^:]+):([^:]+)\z)")), kubernetes},
        {QRegularExpression(QStringLiteral(R"(\Aproject_path:([^:]+):ref_type:([^:]+):ref:(.+)\z)")), gitlab},
        {QRegularExpression(
             QStringLiteral(R"(\Aorganization:([^:]+):project:([^:]+):workspace:([^:]+):run_phase:([^:]+)\z)")),
         terraform},
        {QRegularExpression(QStringLiteral(R"(\Aspiffe://(.+)\z)")), spiffe},
    };
    for (const Form &form : forms) {
        const QRegularExpressionMatch match = form.pattern.match(subject);
        if (match.hasMatch())
            return form.read(match);
    }
    return {};
}

} // namespace symbolon::exchange
