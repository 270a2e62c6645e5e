// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/cells.h"

#include <QStringList>

namespace symbolon::ui {

Cell Cell::plain(const QString &text, std::optional<Ink> ink)
{
    Cell cell;
    cell.text = text;
    cell.ink = ink;
    return cell;
}

Cell Cell::twoLine(const QString &text, const QString &secondary, Glyph glyph)
{
    Cell cell;
    cell.kind = Kind::TwoLine;
    cell.text = text;
    cell.secondary = secondary;
    cell.glyph = glyph;
    return cell;
}

Cell Cell::mono(const QString &value, int shortTo)
{
    Cell cell;
    cell.kind = Kind::Mono;
    cell.text = value;
    cell.shortTo = shortTo;
    cell.elideMiddle = true;
    return cell;
}

Cell Cell::meter(int value, int maximum, int amberFrom)
{
    Cell cell;
    cell.kind = Kind::Meter;
    cell.value = value;
    cell.maximum = maximum;
    cell.amberFrom = amberFrom;
    return cell;
}

Cell Cell::platformMarks(const QList<PlatformMark> &platforms)
{
    Cell cell;
    cell.kind = Kind::Platforms;
    cell.platforms = platforms;
    return cell;
}

Cell Cell::privilege(const QString &name, const QString &where, Level level, bool tierZero)
{
    Cell cell;
    cell.kind = Kind::Privilege;
    cell.text = name;
    cell.secondary = where;
    cell.level = level;
    cell.tierZero = tierZero;
    return cell;
}

Cell Cell::severity(Level level, const QString &word)
{
    Cell cell;
    cell.kind = Kind::Severity;
    cell.level = level;
    cell.text = word.isEmpty() ? levelWord(level) : word;
    return cell;
}

Cell Cell::time(const QString &relative, const QString &absolute, std::optional<Ink> ink)
{
    Cell cell;
    cell.kind = Kind::Time;
    cell.text = relative;
    cell.tooltip = absolute;
    cell.ink = ink;
    return cell;
}

Cell Cell::count(int value)
{
    Cell cell;
    cell.kind = Kind::Count;
    cell.value = value;
    cell.text = QString::number(value);
    cell.alignRight = true;
    return cell;
}

Cell Cell::group(const QString &text, const QString &secondary, int count, Level level)
{
    Cell cell;
    cell.kind = Kind::Group;
    cell.text = text;
    cell.secondary = secondary;
    cell.value = count;
    cell.level = level;
    return cell;
}

Cell Cell::badge(const QString &word, Level level, Glyph glyph)
{
    Cell cell;
    cell.kind = Kind::Badge;
    cell.text = word;
    cell.level = level;
    cell.glyph = glyph;
    return cell;
}

QString Cell::plainText() const
{
    switch (kind) {
    case Kind::Meter:
        return QStringLiteral("%1/%2").arg(value).arg(maximum);
    case Kind::Platforms: {
        QStringList names;
        for (const PlatformMark &mark : platforms)
            names.append(mark.name);
        return names.join(QStringLiteral(", "));
    }
    case Kind::TwoLine:
    case Kind::Group:
        return secondary.isEmpty() ? text : text + QStringLiteral(", ") + secondary;
    case Kind::Privilege:
        return secondary.isEmpty() ? text : text + QLatin1Char(' ') + secondary;
    default:
        return text;
    }
}

} // namespace symbolon::ui
