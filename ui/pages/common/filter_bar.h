// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "workspace/filter_fields.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace symbolon::ui {

class Button;
class Chip;
class ChoiceChip;
class FlowLayout;
class SearchField;

// A choice that a chip offers, with the term that it stands for: "High or above", "severity:>=high".
struct FilterChoice
{
    QString label;
    QString term;
};

// The filter field's company: chips that offer common terms, a chip for every other term of the text, and a button that
// lists the fields. The text is the only truth: a chip shows what stands in it, and choosing changes it.
class FilterBar final : public QObject
{
    Q_OBJECT

public:
    // Chips are added to `layout` in `space`; `platforms` names those that there are. All outlive the bar.
    FilterBar(const Appearance &appearance, workspace::FilterScope scope, SearchField *field, QWidget *space,
              FlowLayout *layout, std::function<QStringList()> platforms, QObject *parent);

    void addKindChip();
    void addPlatformChip();
    void addPrivilegeChip();
    void addRiskChip();
    // The button behind the chips; call it after the last of them.
    void addFieldsButton();

    // What stands in the field now, understood: chips follow.
    void show(const store::FilterReading &reading);

Q_SIGNALS:
    // A chip was used: the filter's new text.
    void textChosen(const QString &text);

private:
    struct Choice
    {
        ChoiceChip *chip = nullptr;
        std::function<QList<FilterChoice>()> options;
    };

    void addChoice(const QString &label, std::function<QList<FilterChoice>()> options);
    void choose(const Choice &choice);
    // Which of the choices stands in the text; nullptr: none.
    [[nodiscard]] const store::FilterTerm *termOf(const FilterChoice &option) const;
    void showTerms();
    void addTermChip(const store::FilterTerm &term);
    void openFields();
    void insertField(const QString &name);

    const Appearance &m_appearance;
    workspace::FilterScope m_scope;
    SearchField *m_field;
    QWidget *m_space;
    FlowLayout *m_layout;
    std::function<QStringList()> m_platforms;
    QList<Choice> m_choices;
    QList<Chip *> m_terms;
    Button *m_fields = nullptr;
    store::Filter m_filter;           // as last understood
    QList<store::FilterTerm> m_shown; // with a chip of their own
};

} // namespace symbolon::ui
