// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/filter_bar.h"

#include "risk/verdict.h"
#include "ui/pages/common/choice_chip.h"
#include "ui/pages/common/filter_completer.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/searchfield.h"

#include <QMenu>

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

// As termText() writes it, for comparing what people type in several ways.
QString canonical(workspace::FilterScope scope, const QString &text)
{
    return store::filterText(workspace::readFilter(scope, text).filter);
}

} // namespace

FilterBar::FilterBar(const Appearance &appearance, workspace::FilterScope scope, SearchField *field, QWidget *space,
                     FlowLayout *layout, std::function<QStringList()> platforms, QObject *parent)
    : QObject(parent)
    , m_appearance(appearance)
    , m_scope(scope)
    , m_field(field)
    , m_space(space)
    , m_layout(layout)
    , m_platforms(std::move(platforms))
{
    new FilterCompleter(scope, field, m_platforms, this); // the bar's child
}

void FilterBar::addKindChip()
{
    addChoice(tr("Kind"), [] {
        return QList<FilterChoice>{{tr("App registration"), QStringLiteral("kind:app")},
                                   {tr("Managed identity"), QStringLiteral("kind:mi")}};
    });
}

void FilterBar::addPlatformChip()
{
    addChoice(tr("Platform"), [this] {
        QList<FilterChoice> options;
        const QStringList names = m_platforms();
        for (const QString &name : names) {
            const QString whole = QLatin1Char('=') + name.toCaseFolded();
            options.append({name, store::termText({QStringLiteral("platform"), {whole}, false, 0, 0})});
        }
        return options;
    });
}

void FilterBar::addPrivilegeChip()
{
    addChoice(tr("Privilege"), [] {
        return QList<FilterChoice>{{tr("Tier 0"), QStringLiteral("privilege:tier0")},
                                   {tr("High or above"), QStringLiteral("privilege:>=high")},
                                   {tr("None"), QStringLiteral("privilege:none")}};
    });
}

void FilterBar::addRiskChip()
{
    addChoice(tr("Risk"), [] {
        return QList<FilterChoice>{
            {risk::severityName(risk::Severity::Critical), QStringLiteral("severity:critical")},
            {tr("High or above"), QStringLiteral("severity:>=high")},
            {tr("Medium or above"), QStringLiteral("severity:>=medium")},
            {tr("Low or above"), QStringLiteral("severity:>=low")},
        };
    });
}

void FilterBar::addChoice(const QString &label, std::function<QList<FilterChoice>()> options)
{
    const auto labels = [options] {
        QStringList list;
        const QList<FilterChoice> all = options();
        for (const FilterChoice &option : all)
            list.append(option.label);
        return list;
    };
    Choice choice{new ChoiceChip(m_appearance, label, labels, m_space), std::move(options)};
    m_layout->addWidget(choice.chip->chip());
    m_choices.append(choice);
    connect(choice.chip, &ChoiceChip::chosen, this, [this, choice] { choose(choice); });
}

void FilterBar::addFieldsButton()
{
    m_fields = new Button(m_appearance, tr("Filter"), ButtonRole::Link, Glyph::Add, m_space);
    setSmall(m_fields);
    m_fields->setAccessibleName(tr("Add a filter"));
    m_layout->addWidget(m_fields);
    connect(m_fields, &QPushButton::clicked, this, &FilterBar::openFields);
}

void FilterBar::choose(const Choice &choice)
{
    QString text = m_field->text();
    QString term;
    const QList<FilterChoice> options = choice.options();
    for (const FilterChoice &option : options) {
        if (const store::FilterTerm *found = termOf(option))
            text = store::withoutSpan(text, found->at, found->length);
        if (option.label == choice.chip->label())
            term = option.term;
    }
    text = text.trimmed();
    if (!text.isEmpty() && !term.isEmpty())
        text += QLatin1Char(' ');
    text += term;
    Q_EMIT textChosen(text);
}

const store::FilterTerm *FilterBar::termOf(const FilterChoice &option) const
{
    const QString wanted = canonical(m_scope, option.term);
    const auto found = std::find_if(m_filter.terms.cbegin(), m_filter.terms.cend(),
                                    [&](const store::FilterTerm &term) { return store::termText(term) == wanted; });
    return found == m_filter.terms.cend() ? nullptr : &*found;
}

void FilterBar::show(const store::FilterReading &reading)
{
    m_filter = reading.filter;
    QList<store::FilterTerm> rest = m_filter.terms;
    rest.removeIf([](const store::FilterTerm &term) { return term.field.isEmpty(); });
    for (const Choice &choice : std::as_const(m_choices)) {
        QString label;
        const QList<FilterChoice> options = choice.options();
        for (const FilterChoice &option : options) {
            const store::FilterTerm *found = termOf(option);
            if (found == nullptr || !label.isEmpty())
                continue;
            label = option.label;
            rest.removeOne(*found);
        }
        choice.chip->setChosen(label);
    }
    const bool same = rest == m_shown;
    m_shown = rest; // places move even where the terms are the same
    if (!same)
        showTerms();
}

void FilterBar::showTerms()
{
    for (Chip *chip : std::as_const(m_terms)) {
        if (chip->hasFocus())
            m_field->setFocus(Qt::OtherFocusReason);
        m_layout->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_terms.clear();
    for (const store::FilterTerm &term : std::as_const(m_shown))
        addTermChip(term);
    if (m_fields != nullptr) {
        // The button stays behind the last chip.
        m_layout->removeWidget(m_fields);
        m_layout->addWidget(m_fields);
    }
    m_space->updateGeometry();
}

void FilterBar::addTermChip(const store::FilterTerm &term)
{
    auto *chip = new Chip(m_appearance, term.negated ? tr("not %1").arg(term.field) : term.field, m_space);
    chip->setObjectName(QStringLiteral("termChip"));
    constexpr int longest = 40;
    QString value = term.values.join(tr(" or "));
    if (value.size() > longest)
        value = value.left(longest) + QChar(0x2026);
    chip->setValue(value);
    m_layout->addWidget(chip);
    m_terms.append(chip);
    chip->show();
    const QString text = store::termText(term);
    connect(chip, &Chip::cleared, this, [this, text] {
        for (const store::FilterTerm &each : std::as_const(m_filter.terms)) {
            if (store::termText(each) == text) {
                Q_EMIT textChosen(store::withoutSpan(m_field->text(), each.at, each.length));
                return;
            }
        }
    });
    // Pressing the chip leads to its term in the text.
    connect(chip, &Chip::clicked, this, [this, text] {
        for (const store::FilterTerm &each : std::as_const(m_filter.terms)) {
            if (store::termText(each) == text) {
                m_field->setFocus(Qt::OtherFocusReason);
                m_field->setSelection(static_cast<int>(each.at), static_cast<int>(each.length));
            }
        }
    });
}

void FilterBar::openFields()
{
    auto *menu = new QMenu(m_fields);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QList<workspace::FilterField> fields = workspace::filterFieldsOf(m_scope);
    for (const workspace::FilterField &field : fields) {
        const QAction *action = menu->addAction(tr("%1: %2").arg(field.name, field.explanation));
        connect(action, &QAction::triggered, this, [this, name = field.name] { insertField(name); });
    }
    menu->popup(m_fields->mapToGlobal(QPoint(0, m_fields->height() + 2)));
}

void FilterBar::insertField(const QString &name)
{
    QString text = m_field->text().trimmed();
    if (!text.isEmpty())
        text += QLatin1Char(' ');
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->setText(text + name + QLatin1Char(':'));
    // As if it had been typed, so that the values are offered.
    Q_EMIT m_field->textEdited(m_field->text());
}

} // namespace symbolon::ui
