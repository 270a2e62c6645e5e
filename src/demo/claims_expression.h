// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace symbolon::demo {

// The language of flexible federated identity credentials, as Microsoft documents it:
// claims['name'] eq|matches 'value' [ and … ], single blanks between the parts; in `matches` a `*` stands for any run
// of characters and a `?` for one. How a quote inside a value is written is not documented: none is accepted.
class ClaimsExpression final
{
public:
    // nullopt: no such expression; `problem` (may be nullptr) then says where it breaks.
    [[nodiscard]] static std::optional<ClaimsExpression> parse(const std::string &text, std::string *problem = nullptr);

    // Whether the service knows every comparison for tokens of this issuer: only some issuers, of each some claims, and
    // wildcards in fewer (Microsoft Entra: "Flexible federated identity credentials", preview).
    [[nodiscard]] bool isFor(const std::string &issuer) const;

    // `claim` gives a claim's text, or nullopt when the token lacks it.
    using Lookup = std::function<std::optional<std::string>(const std::string &claim)>;
    [[nodiscard]] bool matches(const Lookup &claim) const;
    // The same without regard to case.
    [[nodiscard]] bool matchesWithoutCase(const Lookup &claim) const;

private:
    struct Comparison
    {
        std::string claim;
        bool wildcards = false;
        std::string value;
    };
    std::vector<Comparison> m_comparisons;
};

} // namespace symbolon::demo
