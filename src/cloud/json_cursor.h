// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <string>

// For codec files only: json.hpp costs seconds in every translation unit.
namespace symbolon::cloud {

using Json = nlohmann::json;

// Deeper documents are hostile: nothing that the services send goes beyond ten.
inline constexpr int maxJsonDepth = 64;

// Reads a document without exceptions. Errors: ErrorKind::Protocol (no JSON, invalid UTF-8, too deep).
[[nodiscard]] Result<Json> parseJson(const QByteArray &text);

// UTF-8 of a document; lone surrogates and the like become U+FFFD instead of an exception.
[[nodiscard]] QByteArray writeJson(const Json &value);

[[nodiscard]] Json toJson(const QString &text);

// A place in a document that knows its path. What is absent or null reads as empty through the optional… functions and as
// a complaint through the others; a wrong type is always a complaint. The first complaint of a document stands, the reading
// goes on harmlessly: `value[3].audiences: expected a list`.
class JsonCursor final
{
public:
    // `value` and `complaint` outlive the cursor.
    JsonCursor(const Json &value, QString &complaint);

    [[nodiscard]] bool isAbsent() const { return m_value == nullptr; }
    [[nodiscard]] bool isObject() const { return m_value && m_value->is_object(); }
    [[nodiscard]] bool isText() const { return m_value && m_value->is_string(); }
    // The member of that name; complains when this is something else than an object. `name` outlives the cursor.
    [[nodiscard]] JsonCursor operator[](const char *name) const;

    [[nodiscard]] QString text() const;
    [[nodiscard]] QString optionalText() const;
    [[nodiscard]] std::optional<QString> maybeText() const;
    [[nodiscard]] QStringList texts() const;         // of strings
    [[nodiscard]] QStringList optionalTexts() const; // absent: empty
    // A text, a flag ("true", "false") or a list of texts, as a list; nullopt, and no complaint: something else.
    [[nodiscard]] std::optional<QStringList> simpleValues() const;
    [[nodiscard]] bool flag(bool whenAbsent) const;
    [[nodiscard]] std::optional<bool> maybeFlag() const;
    [[nodiscard]] int number(int whenAbsent) const;
    [[nodiscard]] QDateTime optionalTime() const; // ISO 8601, UTC; absent: invalid
    [[nodiscard]] QByteArray json() const;        // this part as a document of its own; absent: empty

    // Calls `take(JsonCursor)` for each element.
    template<typename Take>
    void each(Take take) const
    {
        if (isAbsent())
            return complain("expected a list");
        if (!m_value->is_array())
            return complain("expected a list");
        for (size_t i = 0; i < m_value->size(); ++i)
            take(JsonCursor(&(*m_value)[i], m_path.below({nullptr, i, nullptr}), m_complaint));
    }

    // Calls `take(QString name, JsonCursor)` for each member; absent: none.
    template<typename Take>
    void eachMember(Take take) const
    {
        if (isAbsent())
            return;
        if (!m_value->is_object())
            return complain("expected an object");
        for (auto member = m_value->begin(); member != m_value->end(); ++member) {
            const JsonCursor cursor(&member.value(), m_path.below({nullptr, 0, &member.key()}), m_complaint);
            take(QString::fromStdString(member.key()), cursor);
        }
    }

    void complain(const char *what) const;

private:
    // One of: a member by a name of ours, an element, a member by a name of the document's.
    struct Step
    {
        const char *name = nullptr;
        size_t index = 0;
        const std::string *key = nullptr;
    };
    // Where in the document, put into words only for a complaint: a page has tens of thousands of places.
    struct Path
    {
        static constexpr size_t longest = 8; // deeper steps are not told

        std::array<Step, longest> steps;
        size_t count = 0;

        [[nodiscard]] Path below(const Step &step) const;
        [[nodiscard]] QString text() const;
    };

    JsonCursor(const Json *value, const Path &path, QString *complaint);

    const Json *m_value;
    Path m_path;
    QString *m_complaint;
};

// The document as `decode(JsonCursor)` reads it, or the first complaint as ErrorKind::Protocol.
template<typename Decode>
[[nodiscard]] auto readJson(const QByteArray &text, Decode decode)
    -> Result<decltype(decode(std::declval<JsonCursor>()))>
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return failure(document.error());
    QString complaint;
    auto value = decode(JsonCursor(*document, complaint));
    if (!complaint.isEmpty())
        return failure(Error{.kind = ErrorKind::Protocol, .message = complaint});
    return value;
}

} // namespace symbolon::cloud
