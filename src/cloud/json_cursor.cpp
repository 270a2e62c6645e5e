// SPDX-License-Identifier: Apache-2.0
#include "cloud/json_cursor.h"

#include <QCoreApplication>

#include <limits>

namespace symbolon::cloud {

namespace {

// Counts brackets outside strings, before a parser spends memory on them.
bool isTooDeep(const QByteArray &text)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxJsonDepth)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

Unexpected unreadable(const char *sentence)
{
    return failure(
        Error{.kind = ErrorKind::Protocol, .message = QCoreApplication::translate("symbolon::cloud", sentence)});
}

} // namespace

Result<Json> parseJson(const QByteArray &text)
{
    if (isTooDeep(text))
        return unreadable(QT_TRANSLATE_NOOP("symbolon::cloud", "The answer is nested too deeply."));
    Json value = Json::parse(text.begin(), text.end(), nullptr, false);
    if (value.is_discarded())
        return unreadable(QT_TRANSLATE_NOOP("symbolon::cloud", "The answer is not valid JSON."));
    return value;
}

QByteArray writeJson(const Json &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Json toJson(const QString &text)
{
    return Json(text.toStdString());
}

JsonCursor::Path JsonCursor::Path::below(const Step &step) const
{
    Path path = *this;
    if (path.count < longest)
        path.steps.at(path.count++) = step;
    return path;
}

QString JsonCursor::Path::text() const
{
    QString text;
    for (size_t i = 0; i < count; ++i) {
        const Step &step = steps.at(i);
        if (step.key)
            text += QStringLiteral("[\"%1\"]").arg(QString::fromStdString(*step.key));
        else if (step.name)
            text += (text.isEmpty() ? QString() : QStringLiteral(".")) + QString::fromLatin1(step.name);
        else
            text += QStringLiteral("[%1]").arg(step.index);
    }
    return text.isEmpty() ? QStringLiteral("the document") : text;
}

JsonCursor::JsonCursor(const Json &value, QString &complaint)
    : JsonCursor(&value, {}, &complaint)
{
}

JsonCursor::JsonCursor(const Json *value, const Path &path, QString *complaint)
    : m_value(value && value->is_null() ? nullptr : value)
    , m_path(path)
    , m_complaint(complaint)
{
}

void JsonCursor::complain(const char *what) const
{
    if (m_complaint->isEmpty())
        *m_complaint = m_path.text() + u": " + QString::fromLatin1(what);
}

JsonCursor JsonCursor::operator[](const char *name) const
{
    const Path path = m_path.below({name, 0, nullptr});
    if (!isObject()) {
        complain("expected an object");
        return {nullptr, path, m_complaint};
    }
    const auto found = m_value->find(name);
    return {found == m_value->end() ? nullptr : &*found, path, m_complaint};
}

QString JsonCursor::text() const
{
    if (isAbsent())
        complain("expected text");
    return optionalText();
}

QString JsonCursor::optionalText() const
{
    return maybeText().value_or(QString());
}

std::optional<QString> JsonCursor::maybeText() const
{
    if (isAbsent())
        return std::nullopt;
    const auto *text = m_value->get_ptr<const std::string *>();
    if (!text) {
        complain("expected text");
        return std::nullopt;
    }
    return QString::fromStdString(*text);
}

QStringList JsonCursor::texts() const
{
    QStringList result;
    each([&result](const JsonCursor &item) { result.append(item.text()); });
    return result;
}

QStringList JsonCursor::optionalTexts() const
{
    return isAbsent() ? QStringList() : texts();
}

std::optional<QStringList> JsonCursor::simpleValues() const
{
    if (isAbsent())
        return std::nullopt;
    if (m_value->is_string())
        return QStringList{text()};
    if (m_value->is_boolean())
        return QStringList{m_value->get<bool>() ? QStringLiteral("true") : QStringLiteral("false")};
    if (!m_value->is_array())
        return std::nullopt;
    for (const Json &one : *m_value) {
        if (!one.is_string())
            return std::nullopt;
    }
    return texts();
}

bool JsonCursor::flag(bool whenAbsent) const
{
    return maybeFlag().value_or(whenAbsent);
}

std::optional<bool> JsonCursor::maybeFlag() const
{
    if (isAbsent())
        return std::nullopt;
    const auto *value = m_value->get_ptr<const bool *>();
    if (!value) {
        complain("expected true or false");
        return std::nullopt;
    }
    return *value;
}

int JsonCursor::number(int whenAbsent) const
{
    if (isAbsent())
        return whenAbsent;
    const auto *value = m_value->get_ptr<const std::int64_t *>();
    if (!value || *value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max()) {
        complain("expected a whole number");
        return whenAbsent;
    }
    return static_cast<int>(*value);
}

QByteArray JsonCursor::json() const
{
    return isAbsent() ? QByteArray() : writeJson(*m_value);
}

QDateTime JsonCursor::optionalTime() const
{
    const QString written = optionalText();
    if (written.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    if (!time.isValid())
        complain("expected a time");
    return time.toUTC();
}

} // namespace symbolon::cloud
