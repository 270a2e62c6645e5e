// SPDX-License-Identifier: Apache-2.0
#include "cloud/secret_codec.h"

#include "cloud/json_cursor.h"

#include <utility>

namespace symbolon::cloud::graph {

QByteArray encodeKeyId(const QUuid &keyId)
{
    return writeJson(Json{{"keyId", toJson(keyId.toString(QUuid::WithoutBraces))}});
}

Result<QByteArray> encodeKeysWithout(const QByteArray &application, const QUuid &keyId)
{
    struct Kept
    {
        Json keys = Json::array();
        bool found = false;
    };
    const Result<Json> document = parseJson(application);
    if (!document)
        return failure(document.error());
    QString complaint;
    Kept kept;
    const JsonCursor list = JsonCursor(*document, complaint)["keyCredentials"];
    size_t position = 0;
    list.each([&](const JsonCursor &one) {
        const size_t at = position++;
        if (QUuid(one["keyId"].text()) == keyId) {
            kept.found = true;
            return;
        }
        Json key = (*document)["keyCredentials"][at];
        key["key"] = nullptr;
        kept.keys.push_back(std::move(key));
    });
    if (!complaint.isEmpty())
        return failure(Error{.kind = ErrorKind::Protocol, .message = complaint});
    if (!kept.found)
        return failure(Error{.kind = ErrorKind::NotFound});
    return writeJson(Json{{"keyCredentials", std::move(kept.keys)}});
}

} // namespace symbolon::cloud::graph
