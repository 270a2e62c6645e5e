// SPDX-License-Identifier: Apache-2.0
#include "jose/json.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <set>
#include <string>
#include <vector>

namespace symbolon::jose {
namespace {

using Json = nlohmann::json;

Unexpected malformed(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = message});
}

bool isUtf8(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(text);
    return !decoder.hasError() && !decoded.isNull();
}

} // namespace

Result<Json> parseObject(const QByteArray &text, int maxDepth)
{
    if (text.isEmpty() || !isUtf8(text))
        return malformed(QCoreApplication::translate("Jose", "not UTF-8 text"));
    bool tooDeep = false;
    bool twice = false;
    std::vector<std::set<std::string>> names;
    const auto watch = [&](int depth, Json::parse_event_t event, Json &parsed) {
        switch (event) {
        case Json::parse_event_t::object_start:
            names.emplace_back();
            [[fallthrough]];
        case Json::parse_event_t::array_start:
            tooDeep = tooDeep || depth >= maxDepth;
            break;
        case Json::parse_event_t::object_end:
            names.pop_back();
            break;
        case Json::parse_event_t::key:
            twice = !names.back().insert(parsed.get_ref<const std::string &>()).second || twice;
            break;
        case Json::parse_event_t::array_end:
        case Json::parse_event_t::value:
            break;
        }
        // Keeping what is too deep would cost a recursion later.
        return !tooDeep;
    };
    Json document = Json::parse(text.begin(), text.end(), watch, false);
    if (tooDeep)
        return malformed(QCoreApplication::translate("Jose", "nested too deeply"));
    if (twice)
        return malformed(QCoreApplication::translate("Jose", "a member appears twice"));
    if (!document.is_object())
        return malformed(QCoreApplication::translate("Jose", "not a JSON object"));
    return document;
}

QString valueText(const Json &value)
{
    if (value.is_string())
        return QString::fromStdString(value.get_ref<const std::string &>());
    return QString::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace symbolon::jose
