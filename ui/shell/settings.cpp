// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/settings.h"

#include <QFileInfo>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int currentVersion = 1;

QString versionKey()
{
    return QStringLiteral("version");
}
QString appearanceKey()
{
    return QStringLiteral("look/appearance");
}
QString compactKey()
{
    return QStringLiteral("look/compactRows");
}
QString cacheKey()
{
    return QStringLiteral("cache/keep");
}
QString geometryKey()
{
    return QStringLiteral("window/geometry");
}
QString railKey()
{
    return QStringLiteral("window/railCollapsed");
}
QString detailsKey()
{
    return QStringLiteral("window/detailsHidden");
}
QString headerKey(const QString &page)
{
    return QStringLiteral("pages/%1/header").arg(page);
}
QString viewsKey(const QString &page)
{
    return QStringLiteral("pages/%1/views").arg(page);
}
QString splitterKey(const QString &page)
{
    return QStringLiteral("pages/%1/splitter").arg(page);
}

} // namespace

Settings::Settings(const QString &file)
    : m_store(file, QSettings::IniFormat)
{
    // Keys of an unknown version may mean something else; they are left alone and not read.
    if (m_store.value(versionKey(), currentVersion).toInt() != currentVersion)
        m_store.clear();
    m_store.setValue(versionKey(), currentVersion);
}

QString Settings::defaultFile()
{
    return workspace::settingsFile();
}

QString Settings::folder() const
{
    return QFileInfo(m_store.fileName()).absolutePath();
}

Appearance::Choice Settings::appearance() const
{
    const QString name = m_store.value(appearanceKey()).toString();
    if (name == QStringLiteral("light"))
        return Appearance::Choice::Light;
    return name == QStringLiteral("dark") ? Appearance::Choice::Dark : Appearance::Choice::System;
}

void Settings::setAppearance(Appearance::Choice choice)
{
    m_store.setValue(appearanceKey(),
                     choice == Appearance::Choice::Light      ? QStringLiteral("light")
                         : choice == Appearance::Choice::Dark ? QStringLiteral("dark")
                                                              : QStringLiteral("system"));
}

bool Settings::compactRows() const
{
    return m_store.value(compactKey(), false).toBool();
}

void Settings::setCompactRows(bool compact)
{
    m_store.setValue(compactKey(), compact);
}

workspace::SignInSettings Settings::signIn() const
{
    return workspace::readSignIn(m_store);
}

void Settings::setSignIn(const workspace::SignInSettings &settings)
{
    workspace::writeSignIn(m_store, settings);
}

bool Settings::keepsCache() const
{
    return m_store.value(cacheKey(), true).toBool();
}

void Settings::setKeepsCache(bool keeps)
{
    m_store.setValue(cacheKey(), keeps);
}

QByteArray Settings::geometry() const
{
    return m_store.value(geometryKey()).toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry)
{
    m_store.setValue(geometryKey(), geometry);
}

bool Settings::railCollapsed() const
{
    return m_store.value(railKey(), false).toBool();
}

void Settings::setRailCollapsed(bool collapsed)
{
    m_store.setValue(railKey(), collapsed);
}

bool Settings::detailsHidden() const
{
    return m_store.value(detailsKey(), false).toBool();
}

void Settings::setDetailsHidden(bool hidden)
{
    m_store.setValue(detailsKey(), hidden);
}

QByteArray Settings::header(const QString &page) const
{
    return m_store.value(headerKey(page)).toByteArray();
}

void Settings::setHeader(const QString &page, const QByteArray &state)
{
    m_store.setValue(headerKey(page), state);
}

QByteArray Settings::splitter(const QString &page) const
{
    return m_store.value(splitterKey(page)).toByteArray();
}

void Settings::setSplitter(const QString &page, const QByteArray &state)
{
    m_store.setValue(splitterKey(page), state);
}

QList<SavedView> Settings::views(const QString &page)
{
    QList<SavedView> views;
    const int count = m_store.beginReadArray(viewsKey(page));
    for (int i = 0; i < count; ++i) {
        m_store.setArrayIndex(i);
        SavedView view{m_store.value(QStringLiteral("name")).toString(),
                       m_store.value(QStringLiteral("filter")).toString(),
                       m_store.value(QStringLiteral("columns")).toByteArray(),
                       m_store.value(QStringLiteral("everything")).toBool()};
        if (!view.name.isEmpty())
            views.append(view);
    }
    m_store.endArray();
    return views;
}

void Settings::setViews(const QString &page, QList<SavedView> views)
{
    std::sort(views.begin(), views.end(),
              [](const SavedView &a, const SavedView &b) { return a.name.localeAwareCompare(b.name) < 0; });
    m_store.remove(viewsKey(page));
    m_store.beginWriteArray(viewsKey(page), static_cast<int>(views.size()));
    for (qsizetype i = 0; i < views.size(); ++i) {
        m_store.setArrayIndex(static_cast<int>(i));
        m_store.setValue(QStringLiteral("name"), views.at(i).name);
        m_store.setValue(QStringLiteral("filter"), views.at(i).filter);
        m_store.setValue(QStringLiteral("columns"), views.at(i).columns);
        m_store.setValue(QStringLiteral("everything"), views.at(i).everything);
    }
    m_store.endArray();
}

} // namespace symbolon::ui
