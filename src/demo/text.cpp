// SPDX-License-Identifier: Apache-2.0
#include "demo/text.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <ctime>

namespace symbolon::demo {

namespace {

char lowerChar(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char folded = lowerChar(c);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

std::string hexOf(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

// 16 bytes as a GUID; sets the bits that say "version 4".
std::string guidOf(std::string bytes)
{
    bytes.resize(16);
    bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3f) | 0x80);
    std::string guid = hexOf(bytes);
    for (const size_t position : {8U, 13U, 18U, 23U})
        guid.insert(position, 1, '-');
    return guid;
}

std::string formatted(TimePoint time, const char *format)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    const size_t length = std::strftime(text.data(), text.size(), format, &parts);
    return {text.data(), length};
}

std::string randomBytes(size_t count)
{
    std::string bytes(count, '\0');
    // The only way to fail is an operating system without randomness, where nothing here may go on.
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(count)) != 1)
        std::abort();
    return bytes;
}

} // namespace

std::string lower(std::string_view text)
{
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), lowerChar);
    return folded;
}

bool sameText(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && startsWithText(a, b);
}

bool startsWithText(std::string_view text, std::string_view start)
{
    return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), [](char x, char y) {
               return lowerChar(x) == lowerChar(y);
           });
}

std::string trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return std::string(text);
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    size_t start = 0;
    while (true) {
        const size_t end = text.find(separator, start);
        parts.emplace_back(text.substr(start, end == std::string_view::npos ? end : end - start));
        if (end == std::string_view::npos)
            return parts;
        start = end + 1;
    }
}

std::string percentDecode(std::string_view text, bool plusIsBlank)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0
            && hexValue(text[i + 2]) >= 0;
        if (escape) {
            decoded += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            decoded += plusIsBlank && text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

std::string percentEncode(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 128 && (std::isalnum(byte) != 0 || std::string_view("-._~").find(c) != std::string_view::npos)) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

Fields parseForm(std::string_view text)
{
    Fields fields;
    if (text.empty())
        return fields;
    for (const std::string &pair : split(text, '&')) {
        if (pair.empty())
            continue;
        const size_t equals = pair.find('=');
        const std::string_view whole(pair);
        fields.emplace_back(percentDecode(whole.substr(0, equals), true),
                            equals == std::string::npos ? std::string()
                                                        : percentDecode(whole.substr(equals + 1), true));
    }
    return fields;
}

std::string fieldOf(const Fields &fields, std::string_view name)
{
    for (const auto &field : fields) {
        if (field.first == name)
            return field.second;
    }
    return {};
}

std::string htmlEscape(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::string base64Url(std::string_view bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()),
                                       reinterpret_cast<const unsigned char *>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<size_t>(length));
    while (!text.empty() && text.back() == '=')
        text.pop_back();
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    unsigned buffer = 0;
    int bits = 0;
    for (const char c : text) {
        static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        const size_t value = alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        buffer = (buffer << 6) | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((buffer >> bits) & 0xff);
            buffer &= (1U << bits) - 1;
        }
    }
    if (bits == 6)
        return std::nullopt; // one character too many: no base64 text has that length
    return bytes;
}

size_t lengthOf(std::string_view utf8)
{
    size_t units = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0) != 0x80)
            units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
}

std::string isoTime(TimePoint time)
{
    return formatted(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::string httpTime(TimePoint time)
{
    return formatted(time, "%a, %d %b %Y %H:%M:%S GMT");
}

long long unixSeconds(TimePoint time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

std::string newGuid()
{
    return guidOf(randomBytes(16));
}

std::string guidFor(std::string_view name)
{
    return guidOf(sha256(std::string("contoso/") + std::string(name)).substr(0, 16));
}

std::string guidFor(std::string_view firstEight, std::string_view name)
{
    return std::string(firstEight) + guidFor(name).substr(8);
}

bool isGuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : hexValue(text[i]) < 0)
            return false;
    }
    return true;
}

std::string randomText(size_t bytes)
{
    return base64Url(randomBytes(bytes));
}

std::string sha256(std::string_view bytes)
{
    std::string digest(32, '\0');
    unsigned length = 0;
    EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char *>(digest.data()), &length, EVP_sha256(),
               nullptr);
    return digest;
}

} // namespace symbolon::demo
