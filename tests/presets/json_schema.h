// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QRegularExpression>
#include <QStringList>

// As much of JSON Schema 2020-12 as the project's own schemas say; a keyword that is not known here is a complaint, so
// that nothing passes because it was not looked at.
namespace symbolon::presets {

class JsonSchema final
{
public:
    explicit JsonSchema(QJsonObject root)
        : m_root(std::move(root))
    {
    }

    // What is wrong, each with its path; empty: the value is as the schema says.
    [[nodiscard]] QStringList complaints(const QJsonValue &value) const
    {
        QStringList result;
        check(value, m_root, QStringLiteral("$"), result);
        return result;
    }

private:
    [[nodiscard]] bool holds(const QJsonValue &value, const QJsonValue &schema) const
    {
        QStringList result;
        check(value, schema.toObject(), QString(), result);
        return result.isEmpty();
    }

    static bool isOfType(const QJsonValue &value, const QString &type)
    {
        return (type == u"object" && value.isObject()) || (type == u"array" && value.isArray())
            || (type == u"string" && value.isString()) || (type == u"boolean" && value.isBool())
            || (type == u"integer" && value.isDouble() && value.toDouble() == value.toInteger());
    }

    void check(const QJsonValue &value, const QJsonObject &schema, const QString &path, QStringList &out) const
    {
        for (auto it = schema.begin(); it != schema.end(); ++it) {
            if (!checkValue(it.key(), it.value(), value, path, out)
                && !checkMembers(it.key(), it.value(), value, schema, path, out)
                && !checkLogic(it.key(), it.value(), value, schema, path, out) && !isRemark(it.key()))
                out << path + QStringLiteral(": unknown keyword ") + it.key();
        }
    }

    static bool areUnique(const QJsonArray &items)
    {
        for (qsizetype i = 1; i < items.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                if (items.at(i) == items.at(j))
                    return false;
            }
        }
        return true;
    }

    static bool isRemark(const QString &keyword)
    {
        static const QStringList remarks{QStringLiteral("$schema"), QStringLiteral("$comment"),
                                         QStringLiteral("title"),   QStringLiteral("description"),
                                         QStringLiteral("$defs"),   QStringLiteral("then"),
                                         QStringLiteral("else")};
        return remarks.contains(keyword);
    }

    bool checkValue(const QString &keyword, const QJsonValue &rule, const QJsonValue &value, const QString &path,
                    QStringList &out) const
    {
        bool fits = true;
        if (keyword == u"type")
            fits = isOfType(value, rule.toString());
        else if (keyword == u"const")
            fits = value == rule;
        else if (keyword == u"enum")
            fits = rule.toArray().contains(value);
        else if (keyword == u"pattern")
            fits = !value.isString() || QRegularExpression(rule.toString()).match(value.toString()).hasMatch();
        else if (keyword == u"minLength")
            fits = !value.isString() || value.toString().size() >= rule.toInt();
        else if (keyword == u"minItems")
            fits = !value.isArray() || value.toArray().size() >= rule.toInt();
        else if (keyword == u"uniqueItems")
            fits = !rule.toBool() || areUnique(value.toArray());
        else if (keyword == u"minimum")
            fits = !value.isDouble() || value.toDouble() >= rule.toDouble();
        else
            return false;
        if (!fits)
            out << path + u": " + keyword;
        return true;
    }

    bool checkMembers(const QString &keyword, const QJsonValue &rule, const QJsonValue &value,
                      const QJsonObject &schema, const QString &path, QStringList &out) const
    {
        const QJsonObject object = value.toObject();
        if (keyword == u"required") {
            const QJsonArray names = rule.toArray();
            for (const auto &name : names) {
                if (value.isObject() && !object.contains(name.toString()))
                    out << path + u": missing " + name.toString();
            }
        } else if (keyword == u"properties") {
            const QJsonObject rules = rule.toObject();
            for (auto it = rules.begin(); it != rules.end(); ++it) {
                if (object.contains(it.key()))
                    check(object.value(it.key()), it.value().toObject(), path + u'.' + it.key(), out);
            }
        } else if (keyword == u"additionalProperties" || keyword == u"propertyNames") {
            const QJsonObject known = schema.value(QStringLiteral("properties")).toObject();
            for (auto it = object.begin(); it != object.end(); ++it) {
                const QString below = path + u'.' + it.key();
                if (keyword == u"propertyNames")
                    check(QJsonValue(it.key()), rule.toObject(), below, out);
                else if (!known.contains(it.key()) && rule.isBool())
                    out << below + QStringLiteral(": unknown member");
                else if (!known.contains(it.key()))
                    check(it.value(), rule.toObject(), below, out);
            }
        } else if (keyword == u"items") {
            const QJsonArray items = value.toArray();
            for (qsizetype i = 0; i < items.size(); ++i)
                check(items.at(i), rule.toObject(), QStringLiteral("%1[%2]").arg(path).arg(i), out);
        } else {
            return false;
        }
        return true;
    }

    bool checkLogic(const QString &keyword, const QJsonValue &rule, const QJsonValue &value, const QJsonObject &schema,
                    const QString &path, QStringList &out) const
    {
        if (keyword == u"$ref") {
            const QString name = rule.toString().section(u'/', -1);
            check(value, m_root.value(QStringLiteral("$defs")).toObject().value(name).toObject(), path, out);
        } else if (keyword == u"oneOf" || keyword == u"anyOf") {
            int fitting = 0;
            const QJsonArray schemas = rule.toArray();
            for (const auto &one : schemas)
                fitting += holds(value, one) ? 1 : 0;
            if (fitting == 0 || (keyword == u"oneOf" && fitting > 1))
                out << path + u": " + keyword;
        } else if (keyword == u"not") {
            if (holds(value, rule))
                out << path + QStringLiteral(": not");
        } else if (keyword == u"if") {
            const QJsonValue next = schema.value(holds(value, rule) ? QStringLiteral("then") : QStringLiteral("else"));
            check(value, next.toObject(), path, out);
        } else {
            return false;
        }
        return true;
    }

    QJsonObject m_root;
};

} // namespace symbolon::presets
