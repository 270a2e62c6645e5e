// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "workspace/sign_in_settings.h"

#include <QByteArray>
#include <QList>
#include <QSettings>
#include <QString>

namespace symbolon::ui {

// A way to look at a page's list that somebody gave a name.
struct SavedView
{
    QString name;
    QString filter;
    QByteArray columns;      // as TableView::columnState()
    bool everything = false; // Identities: those without credentials too

    bool operator==(const SavedView &) const = default;
};

// What the window remembers between two starts, as an INI file. Preferences are what somebody chose; window state is
// where things were left. Unknown or broken values count as never set.
//
//   key                        kind          default
//   version                    –             1
//   look/appearance            preference    system
//   look/compactRows           preference    false
//   cache/keep                 preference    true        what was read is on show at the next start
//   signIn/…                   preference    –           cloud, tenant, app registration and permissions, where the
//                                                        command line says nothing (workspace/sign_in_settings.h)
//   window/geometry            window state  –
//   window/railCollapsed       window state  false
//   window/detailsHidden       window state  false
//   pages/<page>/header        window state  –   columns: widths, order, sorting
//   pages/<page>/splitter      window state  –   pane widths
//   pages/<page>/views         preference    –   saved views
class Settings final
{
public:
    // The file need not exist. Its folder is created with the first value.
    explicit Settings(const QString &file);

    // "$XDG_CONFIG_HOME/symbolon/window.ini".
    [[nodiscard]] static QString defaultFile();
    // Where the file lies.
    [[nodiscard]] QString folder() const;

    [[nodiscard]] Appearance::Choice appearance() const;
    void setAppearance(Appearance::Choice choice);
    [[nodiscard]] bool compactRows() const;
    void setCompactRows(bool compact);

    [[nodiscard]] workspace::SignInSettings signIn() const;
    void setSignIn(const workspace::SignInSettings &settings);

    [[nodiscard]] bool keepsCache() const;
    void setKeepsCache(bool keeps);

    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    [[nodiscard]] bool railCollapsed() const;
    void setRailCollapsed(bool collapsed);
    [[nodiscard]] bool detailsHidden() const;
    void setDetailsHidden(bool hidden);

    [[nodiscard]] QByteArray header(const QString &page) const;
    void setHeader(const QString &page, const QByteArray &state);
    [[nodiscard]] QByteArray splitter(const QString &page) const;
    void setSplitter(const QString &page, const QByteArray &state);
    // In the order of their names.
    [[nodiscard]] QList<SavedView> views(const QString &page);
    void setViews(const QString &page, QList<SavedView> views);

private:
    QSettings m_store;
};

} // namespace symbolon::ui
