import { mount } from 'svelte';
import '../theme.css';
import './app.css';
import { copy_ascii } from '../lib/copies';
import App from './App.svelte';

copy_ascii(document);
const target = document.getElementById('app');
if (target) mount(App, { target });
