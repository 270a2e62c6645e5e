// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_keys.h"

#include "demo/certificate_key.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr std::chrono::hours keyLifetime(24 * 365);

// Graph writes bytes in the plain alphabet of base64, padded.
std::string base64(std::string_view bytes)
{
    std::string text = base64Url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::string> fromBase64(std::string text)
{
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (!text.empty() && text.back() == '=')
        text.pop_back();
    return fromBase64Url(text);
}

std::string textOr(const Json &entry, const char *name, const std::string &otherwise)
{
    const std::string text = textOf(entry, name);
    return text.empty() ? otherwise : text;
}

} // namespace

Json shownKeys(const std::vector<KeyCredential> &keys, bool withBytes)
{
    Json list = Json::array();
    for (const KeyCredential &key : keys)
        list.push_back({{"customKeyIdentifier", base64(thumbprint(key.certificate, Digest::Sha1))},
                        {"displayName", key.displayName.empty() ? Json(nullptr) : Json(key.displayName)},
                        {"endDateTime", key.endDateTime},
                        {"key", withBytes ? Json(base64(key.certificate)) : Json(nullptr)},
                        {"keyId", key.keyId},
                        {"startDateTime", key.startDateTime},
                        {"type", "AsymmetricX509Cert"},
                        {"usage", "Verify"}});
    return list;
}

std::optional<std::vector<KeyCredential>> readKeys(const Json &list, const std::vector<KeyCredential> &known,
                                                   TimePoint now)
{
    std::vector<KeyCredential> keys;
    for (const Json &entry : list) {
        const std::string keyId = textOf(entry, "keyId");
        const std::string bytes = textOf(entry, "key");
        if (bytes.empty()) {
            const auto kept = std::find_if(known.begin(), known.end(),
                                           [&keyId](const KeyCredential &key) { return sameText(key.keyId, keyId); });
            if (kept == known.end())
                return std::nullopt;
            keys.push_back(*kept);
            continue;
        }
        const std::optional<std::string> certificate = fromBase64(bytes);
        if (!certificate || certificate->empty() || certificate->front() != '\x30') // DER begins so
            return std::nullopt;
        KeyCredential key;
        key.keyId = keyId.empty() ? newGuid() : keyId;
        key.displayName = textOf(entry, "displayName");
        key.startDateTime = textOr(entry, "startDateTime", isoTime(now));
        key.endDateTime = textOr(entry, "endDateTime", isoTime(now + keyLifetime));
        key.certificate = *certificate;
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace symbolon::demo
