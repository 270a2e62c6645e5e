// SPDX-License-Identifier: Apache-2.0
#include "presets/yaml_tree.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <memory>
#include <yaml.h>

namespace symbolon::presets {
namespace {

Error refused(const QString &sentence)
{
    return Error{.kind = ErrorKind::Validation, .message = sentence};
}

QString tr(const char *text)
{
    return QCoreApplication::translate("FileHints", text);
}

QString textOf(const yaml_char_t *text, size_t length)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text), static_cast<qsizetype>(length));
}

QString nameOf(const yaml_char_t *text)
{
    return text ? QString::fromUtf8(reinterpret_cast<const char *>(text)) : QString();
}

int sizeOf(const YamlNode &node)
{
    int size = 1;
    for (const YamlNode &item : node.items)
        size += sizeOf(item);
    for (const auto &member : node.members)
        size += sizeOf(member.second);
    return size;
}

// Events, not libyaml's own documents: those follow aliases as often as a file likes.
class Reader
{
public:
    explicit Reader(const QByteArray &text)
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(text.constData()),
                                     static_cast<size_t>(text.size()));
    }
    ~Reader() { yaml_parser_delete(&m_parser); }
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    [[nodiscard]] bool documents(QList<YamlNode> &found)
    {
        while (true) {
            const auto event = next();
            if (!event || event->type == YAML_STREAM_END_EVENT)
                return event != nullptr;
            if (event->type != YAML_DOCUMENT_START_EVENT)
                continue;
            m_anchors.clear();
            YamlNode root;
            const auto first = next();
            if (!first || !take(*first, 0, root))
                return false;
            found.append(root);
        }
    }

    // Where a key stands a second time in its mapping, from 1; 0: nowhere.
    [[nodiscard]] int doubledLine() const { return m_doubledLine; }

private:
    struct Release
    {
        void operator()(yaml_event_t *event) const
        {
            yaml_event_delete(event);
            delete event; // NOLINT(cppcoreguidelines-owning-memory): a C structure with a destructor of its own
        }
    };
    using Event = std::unique_ptr<yaml_event_t, Release>;

    // nullptr: the text is no YAML.
    [[nodiscard]] Event next()
    {
        auto raw = std::make_unique<yaml_event_t>();
        if (yaml_parser_parse(&m_parser, raw.get()) == 0)
            return nullptr;
        return Event(raw.release());
    }

    [[nodiscard]] bool take(const yaml_event_t &event, int depth, YamlNode &node)
    {
        if (depth > yamlLimits::depth || ++m_nodes > yamlLimits::nodes)
            return false;
        QString anchor;
        bool whole = false;
        switch (event.type) {
        case YAML_SCALAR_EVENT:
            node.kind = YamlNode::Kind::Scalar;
            node.text = textOf(event.data.scalar.value, event.data.scalar.length);
            anchor = nameOf(event.data.scalar.anchor);
            whole = true;
            break;
        case YAML_SEQUENCE_START_EVENT:
            node.kind = YamlNode::Kind::Sequence;
            anchor = nameOf(event.data.sequence_start.anchor);
            whole = takeItems(depth, node);
            break;
        case YAML_MAPPING_START_EVENT:
            node.kind = YamlNode::Kind::Mapping;
            anchor = nameOf(event.data.mapping_start.anchor);
            whole = takeMembers(depth, node);
            break;
        case YAML_ALIAS_EVENT:
            return repeat(nameOf(event.data.alias.anchor), node);
        default:
            return false;
        }
        if (whole && !anchor.isEmpty())
            m_anchors.insert(anchor, node);
        return whole;
    }

    [[nodiscard]] bool takeItems(int depth, YamlNode &node)
    {
        while (true) {
            const auto event = next();
            if (!event)
                return false;
            if (event->type == YAML_SEQUENCE_END_EVENT)
                return true;
            YamlNode item;
            if (!take(*event, depth + 1, item))
                return false;
            node.items.append(std::move(item));
        }
    }

    [[nodiscard]] bool takeMembers(int depth, YamlNode &node)
    {
        QSet<QString> known;
        while (true) {
            const auto name = next();
            if (!name)
                return false;
            if (name->type == YAML_MAPPING_END_EVENT)
                return true;
            YamlNode key;
            YamlNode value;
            if (!take(*name, depth + 1, key))
                return false;
            if (isDoubled(key, known)) {
                m_doubledLine = static_cast<int>(name->start_mark.line) + 1;
                return false;
            }
            const auto event = next();
            if (!event || !take(*event, depth + 1, value))
                return false;
            node.members.append({key.text, std::move(value)});
        }
    }

    // Merged mappings may stand there more than once: each adds to what is there.
    [[nodiscard]] static bool isDoubled(const YamlNode &key, QSet<QString> &known)
    {
        if (key.kind != YamlNode::Kind::Scalar || key.text == u"<<")
            return false;
        const qsizetype before = known.size();
        known.insert(key.text);
        return known.size() == before;
    }

    [[nodiscard]] bool repeat(const QString &anchor, YamlNode &node)
    {
        const auto found = m_anchors.constFind(anchor);
        if (found == m_anchors.cend())
            return false;
        m_nodes += sizeOf(*found);
        if (m_nodes > yamlLimits::nodes)
            return false;
        node = *found;
        return true;
    }

    yaml_parser_t m_parser{};
    QHash<QString, YamlNode> m_anchors;
    int m_nodes = 0;
    int m_doubledLine = 0;
};

} // namespace

const YamlNode &YamlNode::at(QStringView path) const
{
    static const YamlNode nothing;
    const YamlNode *node = this;
    for (const QStringView key : path.split(u'.')) {
        const YamlNode *below = nullptr;
        for (const auto &member : node->members) {
            if (member.first == key) {
                below = &member.second;
                break;
            }
        }
        if (!below)
            return nothing;
        node = below;
    }
    return *node;
}

QStringList YamlNode::texts() const
{
    if (kind == Kind::Scalar)
        return {text};
    QStringList all;
    for (const YamlNode &item : items) {
        if (item.kind == Kind::Scalar)
            all.append(item.text);
    }
    return all;
}

Result<QList<YamlNode>> readYaml(const QByteArray &text)
{
    if (text.size() > yamlLimits::bytes)
        return failure(refused(tr("This file is too large: 256 KB are read at most.")));
    QList<YamlNode> documents;
    Reader reader(text);
    if (reader.documents(documents))
        return documents;
    if (reader.doubledLine() > 0)
        return failure(
            refused(tr("Line %1 repeats a key, and programs disagree on which of the two counts: keep one of "
                       "them, then try again.")
                        .arg(reader.doubledLine())));
    return failure(refused(tr("This is neither a token nor YAML that can be read.")));
}

} // namespace symbolon::presets
