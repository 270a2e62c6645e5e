// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk_set.h"

#include "jose/base64url.h"
#include "jose/json.h"

#include <QCoreApplication>

namespace symbolon::jose {
namespace {

using Json = nlohmann::json;

constexpr int maxDepth = 16;

Unexpected broken(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Protocol, .message = message});
}

// A string member of one key, empty when absent.
Result<QString> textMember(const Json &key, qsizetype index, const char *name)
{
    const auto found = key.find(name);
    if (found == key.end())
        return QString();
    if (!found->is_string())
        return broken(
            QCoreApplication::translate("Jose", "keys[%1].%2: not a string").arg(index).arg(QString::fromLatin1(name)));
    return valueText(*found);
}

Result<QByteArray> numberMember(const Json &key, qsizetype index, const char *name)
{
    const Result<QString> text = textMember(key, index, name);
    if (!text)
        return failure(text.error());
    auto bytes = decodeBase64Url(text->toUtf8());
    if (!bytes)
        return broken(QCoreApplication::translate("Jose", "keys[%1].%2: not base64url")
                          .arg(index)
                          .arg(QString::fromLatin1(name)));
    return *std::move(bytes);
}

Result<Jwk> readKey(const Json &json, qsizetype index)
{
    if (!json.is_object())
        return broken(QCoreApplication::translate("Jose", "keys[%1]: not an object").arg(index));
    Jwk key;
    const std::pair<const char *, QString Jwk::*> texts[] = {
        {"kty", &Jwk::keyType}, {"kid", &Jwk::keyId}, {"use", &Jwk::use}, {"alg", &Jwk::algorithm}};
    for (const auto &text : texts) {
        Result<QString> value = textMember(json, index, text.first);
        if (!value)
            return failure(value.error());
        key.*text.second = *std::move(value);
    }
    if (key.keyType != u"RSA")
        return key;
    const std::pair<const char *, QByteArray Jwk::*> numbers[] = {{"n", &Jwk::modulus}, {"e", &Jwk::exponent}};
    for (const auto &number : numbers) {
        Result<QByteArray> value = numberMember(json, index, number.first);
        if (!value)
            return failure(value.error());
        key.*number.second = *std::move(value);
    }
    return key;
}

} // namespace

Result<JwkSet> readJwkSet(const QByteArray &text)
{
    if (text.size() > maxJwkSetBytes)
        return broken(
            QCoreApplication::translate("Jose", "The key set is larger than %1 KB.").arg(maxJwkSetBytes / 1024));
    const Result<Json> document = parseObject(text, maxDepth);
    if (!document)
        return broken(
            QCoreApplication::translate("Jose", "The key set cannot be read: %1.").arg(document.error().message));
    const auto keys = document->find("keys");
    if (keys == document->end() || !keys->is_array())
        return broken(QCoreApplication::translate("Jose", "The key set has no list named \"keys\"."));
    if (keys->size() > static_cast<std::size_t>(maxJwkSetKeys))
        return broken(QCoreApplication::translate("Jose", "The key set holds more than %1 keys.").arg(maxJwkSetKeys));
    JwkSet set;
    for (const Json &entry : *keys) {
        Result<Jwk> key = readKey(entry, set.keys.size());
        if (!key)
            return failure(key.error());
        set.keys.append(*std::move(key));
    }
    return set;
}

} // namespace symbolon::jose
