// SPDX-License-Identifier: Apache-2.0
#include "demo/credential_rules.h"

#include "demo/claims_expression.h"
#include "demo/text.h"

#include <algorithm>
#include <cctype>

namespace symbolon::demo {

namespace {

std::optional<CredentialFault> checkLengths(const Credential &wanted)
{
    const std::pair<const char *, std::string> fields[] = {
        {"issuer", wanted.issuer},
        {"subject", wanted.subject.value_or(std::string())},
        {"audiences", wanted.audiences.front()},
        {"description", wanted.description.value_or(std::string())},
    };
    for (const auto &field : fields) {
        if (lengthOf(field.second) > maximumFieldLength)
            return CredentialFault{CredentialProblem::ValueTooLong, field.first};
    }
    return std::nullopt;
}

} // namespace

bool sameTrust(const Credential &a, const Credential &b)
{
    return a.issuer == b.issuer && a.subject == b.subject && a.expression == b.expression && a.audiences == b.audiences;
}

bool credentialNameValid(const std::string &name)
{
    const auto isAlphanumeric = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    return name.size() >= 3 && name.size() <= 120 && isAlphanumeric(name.front())
        && std::all_of(name.begin(), name.end(), [&](char c) { return isAlphanumeric(c) || c == '-' || c == '_'; });
}

std::optional<CredentialFault> checkCredential(const Credential &wanted, const std::vector<Credential> &siblings,
                                               const Credential *replaced)
{
    if (wanted.issuer.empty())
        return CredentialFault{CredentialProblem::ValueMissing, "issuer"};
    if (wanted.audiences.size() != 1 || wanted.audiences.front().empty())
        return CredentialFault{CredentialProblem::AudienceCount, "audiences"};
    const bool hasSubject = wanted.subject && !wanted.subject->empty();
    if (hasSubject == wanted.expression.has_value())
        return CredentialFault{CredentialProblem::SubjectOrExpression, "subject"};
    if (std::optional<CredentialFault> fault = checkLengths(wanted))
        return fault;
    std::string problem;
    if (wanted.expression && !ClaimsExpression::parse(*wanted.expression, &problem))
        return CredentialFault{CredentialProblem::ExpressionInvalid, problem};
    for (const Credential &sibling : siblings) {
        if (&sibling != replaced && sibling.issuer == wanted.issuer && sibling.subject == wanted.subject
            && sibling.expression == wanted.expression)
            return CredentialFault{CredentialProblem::DuplicateTrust, sibling.name};
    }
    if (replaced == nullptr && siblings.size() >= maximumCredentials)
        return CredentialFault{CredentialProblem::TooMany, {}};
    return std::nullopt;
}

} // namespace symbolon::demo
