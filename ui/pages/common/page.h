// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/filter.h"
#include "ui/shell/context.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QSplitter;

namespace symbolon::ui {

class Banner;
class FlowLayout;
class PlainLabel;
class SearchField;
class ThinProgress;

// A page of the window: title, a line that counts, actions at the right; a row with the filter and its chips; a thin
// line that moves while reading; a banner that says what could not be read; and a list with details beside it, which the
// subclass brings.
class Page : public QWidget
{
    Q_OBJECT

public:
    // Stable name for settings: "identities".
    [[nodiscard]] virtual QString id() const = 0;
    [[nodiscard]] QString title() const;

    // The text filter, which the field in the window's upper edge shows too.
    [[nodiscard]] QString filterText() const;
    void setFilterText(const QString &text);
    [[nodiscard]] QString filterPlaceholder() const;
    virtual void clearFilter() = 0;

    // The widgets that F6 walks through, in reading order.
    [[nodiscard]] virtual QList<QWidget *> panes() const = 0;
    void setDetailsHidden(bool hidden);
    virtual void setCompactRows(bool compact) = 0;
    virtual void saveState();

    // "1 of 14 selected"; for the status bar.
    [[nodiscard]] virtual QString selectionText() const { return {}; }

Q_SIGNALS:
    void filterTextChanged(const QString &text);
    void selectionTextChanged();

protected:
    Page(Context &context, const QString &title, const QString &filterName, QWidget *parent);

    void setSubtitle(const QString &text);
    [[nodiscard]] QHBoxLayout *headerActions() const { return m_actions; }
    [[nodiscard]] FlowLayout *chips() const { return m_chips; }
    // At the right end of the filter row.
    [[nodiscard]] QHBoxLayout *filterEnd() const { return m_filterEnd; }
    [[nodiscard]] SearchField *filterField() const { return m_filter; }
    // Stops waiting for a pause in the typing and applies what stands in the filter field.
    void applyTextNow();

    // The parent of list and details.
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }
    // List and details side by side, as they were left the last time. Widths in pixels at text scale 1.
    struct PaneWidths
    {
        int list = 850;
        int details = 414;
        int leastDetails = 330;
    };
    // A strip over both panes, for what concerns the whole page.
    void setBand(QWidget *band);
    void setPanes(QWidget *list, QWidget *details, const PaneWidths &widths);
    // What is wrong with the filter text: marked in the field, and told under it; nullopt: nothing.
    void setFilterProblem(const std::optional<store::FilterProblem> &problem);
    // False where the list itself says what could not be read.
    void setBannerWanted(bool wanted);

    // Somebody paused while typing a filter.
    virtual void applyText() = 0;

    Context &m_context;

private:
    [[nodiscard]] QWidget *buildHeader(const QString &title, const QString &filterName);
    void showSync();

    PlainLabel *m_title = nullptr;
    PlainLabel *m_subtitle = nullptr;
    QHBoxLayout *m_actions = nullptr;
    SearchField *m_filter = nullptr;
    FlowLayout *m_chips = nullptr;
    QHBoxLayout *m_filterEnd = nullptr;
    PlainLabel *m_filterError = nullptr;
    ThinProgress *m_progress = nullptr;
    Banner *m_banner = nullptr;
    QWidget *m_bannerSpace = nullptr;
    bool m_bannerWanted = true;
    QSplitter *m_splitter = nullptr;
    QWidget *m_details = nullptr;
    QTimer m_typing;
};

} // namespace symbolon::ui
