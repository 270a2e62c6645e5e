// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Small string work that HTTP needs: encodings, times, identifiers. Bytes in, bytes out; nothing here throws.
namespace symbolon::demo {

using Fields = std::vector<std::pair<std::string, std::string>>; // in order of appearance; names may repeat
using TimePoint = std::chrono::system_clock::time_point;

[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] bool sameText(std::string_view a, std::string_view b);              // ASCII without case
[[nodiscard]] bool startsWithText(std::string_view text, std::string_view start); // ASCII without case
[[nodiscard]] std::string trimmed(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

// RFC 3986; a broken escape stays as it is. `plusIsBlank` for form bodies (and query strings, as browsers write them).
[[nodiscard]] std::string percentDecode(std::string_view text, bool plusIsBlank = false);
[[nodiscard]] std::string percentEncode(std::string_view text);
[[nodiscard]] Fields parseForm(std::string_view text);
// The first value of that name; empty when there is none.
[[nodiscard]] std::string fieldOf(const Fields &fields, std::string_view name);

[[nodiscard]] std::string htmlEscape(std::string_view text);

[[nodiscard]] std::string base64Url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromBase64Url(std::string_view text); // nullopt: not base64url

// Length as Microsoft's services count it: UTF-16 code units.
[[nodiscard]] size_t lengthOf(std::string_view utf8);

[[nodiscard]] std::string isoTime(TimePoint time);  // 2026-11-22T10:20:30Z
[[nodiscard]] std::string httpTime(TimePoint time); // Sun, 22 Nov 2026 10:20:30 GMT
[[nodiscard]] long long unixSeconds(TimePoint time);

// A GUID (version 4) from the system's random source, and one that is the same at every start.
[[nodiscard]] std::string newGuid();
[[nodiscard]] std::string guidFor(std::string_view name);
[[nodiscard]] std::string guidFor(std::string_view firstEight, std::string_view name);
[[nodiscard]] bool isGuid(std::string_view text);

// `bytes` random bytes as base64url: authorization codes and refresh tokens.
[[nodiscard]] std::string randomText(size_t bytes);
[[nodiscard]] std::string sha256(std::string_view bytes);

} // namespace symbolon::demo
