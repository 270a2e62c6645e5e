// SPDX-License-Identifier: Apache-2.0
#include "widgets/sheetparts.h"

#include "ui/widgets/headerview.h"
#include "widgets/samplemodel.h"

namespace symbolon::ui {

using namespace Qt::StringLiterals;

ClipboardWriter nowhere()
{
    return [](const QString &) {};
}

PlainLabel *sheetLabel(const Appearance &appearance, const QString &text, TextStyle style, Ink ink)
{
    auto *const made = new PlainLabel(appearance, style, ink);
    made->setValue(text);
    return made;
}

TableView *sheetTable(const Appearance &appearance, QWidget *parent)
{
    auto *const view = new TableView(appearance, nowhere(), u"Identities"_s, parent);
    auto *const model = sampleIdentities(view);
    view->setModel(model);
    for (int i = 0; i < model->columns().size(); ++i)
        view->setColumnWidth(i, model->columns()[i].width);
    view->setSortingEnabled(true);
    view->header()->setSortIndicator(5, Qt::DescendingOrder);
    view->selectRow(0);
    return view;
}

} // namespace symbolon::ui
